using MLNetLandscape.TorchSharp.Factories;

namespace MLNetLandscape.TorchSharp.Tests.Factories;

public sealed class ModuleFactoryTypesTests
{
    private const string Assembly = "MLNetLandscape.TorchSharp.Tests";
    private const string Only = "Only module factories are created from model files.";

    [Fact]
    public void A_factory_comes_back_with_its_settings()
    {
        ModuleFactoryText text = ModuleFactoryTypes.Describe(new ResidualFactory(30, 8));
        Assert.Equal(new ModuleFactoryText("MLNetLandscape.TorchSharp.Tests.Factories.ResidualFactory", Assembly, """{"inputs":30,"units":8}"""), text);
        Assert.Equal(new ResidualFactory(30, 8), ModuleFactoryTypes.Create(text));
    }

    [Fact]
    public void A_type_that_is_no_factory_is_refused_before_its_code_runs()
    {
        ModuleFactoryText text = new(typeof(Trap).FullName!, Assembly, "{}");
        Assert.Equal(
            $"The model names the type {typeof(Trap).FullName} of {Assembly} as its factory, which does not implement ITorchModuleFactory. {Only}",
            Assert.Throws<InvalidDataException>(() => ModuleFactoryTypes.Create(text)).Message);
        Assert.False(TrapWitness.Sprung);
    }

    [Fact]
    public void A_type_of_the_framework_is_refused() => Assert.Equal(
        $"The model names the type System.IO.FileInfo of System.Private.CoreLib as its factory, which does not implement ITorchModuleFactory. {Only}",
        Assert.Throws<InvalidDataException>(() => ModuleFactoryTypes.Create(new("System.IO.FileInfo", "System.Private.CoreLib", "{}"))).Message);

    [Fact]
    public void No_assembly_is_loaded_for_a_model()
    {
        ModuleFactoryText text = new("System.Xml.Xsl.XslCompiledTransform", "System.Private.Xml.Absent", "{}");
        Assert.Equal(
            "The model's factory System.Xml.Xsl.XslCompiledTransform of the assembly System.Private.Xml.Absent is not among the loaded assemblies, and none is loaded "
            + "for a model. Use a type of that assembly before loading, or call ModuleFactoryTypes.Register.",
            Assert.Throws<InvalidDataException>(() => ModuleFactoryTypes.Create(text)).Message);
    }

    [Theory]
    [InlineData("System.Collections.Generic.List`1[[Evil.Type, Evil]]")]
    [InlineData("Evil.Type, Evil")]
    public void A_name_that_holds_other_names_is_refused(string name) => Assert.Equal(
        $"The model names '{name}' as its factory, which is not the plain name of a type. {Only}",
        Assert.Throws<InvalidDataException>(() => ModuleFactoryTypes.Create(new(name, "System.Private.CoreLib", "{}"))).Message);

    [Theory]
    [InlineData("""{"inputs":30,"units":8,"depth":2}""")]
    [InlineData("""{"inputs":"many"}""")]
    [InlineData("null")]
    [InlineData("{")]
    public void Settings_that_do_not_fit_are_refused(string settings)
    {
        ModuleFactoryText text = ModuleFactoryTypes.Describe(new ResidualFactory(30, 8)) with { Settings = settings };
        Assert.StartsWith(
            "The settings of the factory MLNetLandscape.TorchSharp.Tests.Factories.ResidualFactory do not fit it: ",
            Assert.Throws<InvalidDataException>(() => ModuleFactoryTypes.Create(text)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_factory_that_could_not_be_loaded_is_refused_when_saving() => Assert.Equal(
        $"The factory {typeof(Hidden)} is not public. A model saved with it could not be loaded. (Parameter 'factory')",
        Assert.Throws<ArgumentException>(() => ModuleFactoryTypes.Describe(new Hidden())).Message);

    [Fact]
    public void A_factory_that_throws_is_named() => Assert.Equal(
        "The module factory ResidualFactory failed: Units must be positive. Check its settings.",
        Assert.Throws<InvalidOperationException>(() => ModuleFactoryTypes.CreateModule(new ResidualFactory(3, 0), 1)).Message);

    [Fact]
    public void The_seed_decides_the_modules_start_and_nothing_else_changes()
    {
        torch.manual_seed(5);
        using TensorModule first = ModuleFactoryTypes.CreateModule(new ResidualFactory(3, 4), seed: 1);
        using Tensor drawn = torch.rand(3);
        torch.manual_seed(5);
        using Tensor expected = torch.rand(3);
        using TensorModule second = ModuleFactoryTypes.CreateModule(new ResidualFactory(3, 4), seed: 1);
        using TensorModule other = ModuleFactoryTypes.CreateModule(new ResidualFactory(3, 4), seed: 2);
        Assert.Equal(expected.data<float>().ToArray(), drawn.data<float>().ToArray());
        Assert.Equal(CoreModules.GetParameters(first), CoreModules.GetParameters(second));
        Assert.NotEqual(CoreModules.GetParameters(first), CoreModules.GetParameters(other));
    }

    internal static class TrapWitness
    {
        public static bool Sprung { get; set; }
    }

    internal sealed class Trap
    {
        static Trap() => TrapWitness.Sprung = true;

        public Trap() => TrapWitness.Sprung = true;
    }

    internal sealed record Hidden : ITorchModuleFactory
    {
        public torch.nn.Module<Tensor, Tensor> Create() => torch.nn.Linear(1, 1);
    }
}
