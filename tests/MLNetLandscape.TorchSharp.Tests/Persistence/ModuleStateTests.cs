using MLNetLandscape.TorchSharp.Persistence;

namespace MLNetLandscape.TorchSharp.Tests.Persistence;

public sealed class ModuleStateTests
{
    [Fact]
    public void A_written_state_makes_another_module_the_same()
    {
        using TensorModule source = Create(4);
        using TensorModule target = Create(4);
        using MemoryStream stream = new();
        ModuleState.Of(source).Write(stream);
        stream.Position = 0;
        ModuleState.Read(stream).CopyTo(target);
        Assert.Equal(stream.Length, stream.Position);
        Assert.Equal(CoreModules.GetParameters(source), CoreModules.GetParameters(target));
        Assert.Contains("1.running_var", ModuleState.Of(target).Names);
    }

    [Fact]
    public void Says_which_entry_has_which_shape_and_which_was_expected()
    {
        using TensorModule source = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Linear(4, 1, false));
        using TensorModule target = torch.nn.Sequential(torch.nn.Linear(3, 5), torch.nn.Linear(5, 1));
        float[] before = CoreModules.GetParameters(target);
        Assert.Equal(
            "The state dictionary does not fit the module: its entry '0.weight' is Float32 [4, 3], where Float32 [5, 3] was expected; "
            + "its entry '0.bias' is Float32 [4], where Float32 [5] was expected; its entry '1.weight' is Float32 [1, 4], where Float32 [1, 5] was expected; "
            + "and 1 more. Create the module with the settings that it was saved with.",
            Assert.Throws<InvalidDataException>(() => ModuleState.Of(source).CopyTo(target)).Message);
        Assert.Equal(before, CoreModules.GetParameters(target));
    }

    [Fact]
    public void Says_which_entry_is_missing_and_which_is_left_over()
    {
        using TensorModule source = torch.nn.Sequential(("a", torch.nn.Linear(3, 1, false)));
        using TensorModule target = torch.nn.Sequential(("b", torch.nn.Linear(3, 1, false)));
        Assert.Equal(
            "The state dictionary does not fit the module: it has no entry 'b.weight' (Float32 [1, 3]); its entry 'a.weight' (Float32 [1, 3]) is not in the module. "
            + "Create the module with the settings that it was saved with.",
            Assert.Throws<InvalidDataException>(() => ModuleState.Of(source).CopyTo(target)).Message);
    }

    [Fact]
    public void A_state_that_was_cut_off_anywhere_is_refused()
    {
        using TensorModule source = Create(2);
        using MemoryStream stream = new();
        ModuleState.Of(source).Write(stream);
        byte[] whole = stream.ToArray();
        for (int length = 0; length < whole.Length; length++)
        {
            using MemoryStream cut = new(whole[..length]);
            Assert.Throws<InvalidDataException>(() => ModuleState.Read(cut));
        }
    }

    private static global::TorchSharp.Modules.Sequential Create(int units) =>
        torch.nn.Sequential(torch.nn.Linear(3, units), torch.nn.BatchNorm1d(units), torch.nn.Linear(units, 1));
}
