using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Training;

/// <content>Files that are no checkpoint, or no longer.</content>
public sealed partial class CheckpointTests
{
    [Fact]
    public void Any_changed_byte_is_refused()
    {
        TrainingOptions options = Options with { CheckpointPath = File };
        Run(new LinearEngine(), options);
        byte[] sound = System.IO.File.ReadAllBytes(File);
        Gen<(int, byte)> mutations = Gen.Choose(0, sound.Length - 1).Zip(Gen.Choose(1, 255).Select(x => (byte)x));
        Prop.ForAll(mutations.ToArbitrary(), mutation =>
        {
            byte[] bytes = [.. sound];
            bytes[mutation.Item1] ^= mutation.Item2;
            System.IO.File.WriteAllBytes(File, bytes);
            Assert.Throws<CheckpointException>(() => Run(new LinearEngine(), options));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_truncation_is_refused()
    {
        TrainingOptions options = Options with { CheckpointPath = File };
        Run(new LinearEngine(), options);
        byte[] sound = System.IO.File.ReadAllBytes(File);
        Prop.ForAll(Gen.Choose(0, sound.Length - 1).ToArbitrary(), length =>
        {
            System.IO.File.WriteAllBytes(File, sound[..length]);
            Assert.Throws<CheckpointException>(() => Run(new LinearEngine(), options));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Says_what_a_foreign_file_is()
    {
        System.IO.File.WriteAllText(File, "diagnosis,radius\nM,1\n", Encoding.UTF8);
        CheckpointException exception = Assert.Throws<CheckpointException>(() => Run(new LinearEngine(), Options with { CheckpointPath = File }));
        Assert.Equal(
            $"'{File}' is not a sound checkpoint: it starts with the bytes EFBBBF646961676E where a checkpoint starts with \"MLNLCKPT\"; it is another kind of file. Delete it to start afresh, or name another file.",
            exception.Message);
    }

    [Theory]
    [InlineData("""{"fingerprint":[null],"stateLength":0,"engineLength":0,"bestLength":0}""", "", "an entry of its fingerprint is null")]
    [InlineData("""{"fingerprint":FINGERPRINT,"stateLength":39,"engineLength":0,"bestLength":0}""", """{"history":[null],"stepsOfLastEpoch":1}""", "an epoch of its history is null")]
    public void Refuses_a_null_in_a_list(string header, string state, string finding)
    {
        TrainingOptions options = Options with { CheckpointPath = File };
        Run(new LinearEngine(), options);
        SealedFormat format = new("MLNLCKPT", "checkpoint", Version: 1);
        using (FileStream whole = System.IO.File.OpenRead(File))
        {
            JsonElement sound = JsonSerializer.Deserialize<JsonElement>(format.Read(whole).Header);
            header = header.Replace("FINGERPRINT", sound.GetProperty("fingerprint").GetRawText(), StringComparison.Ordinal);
        }

        using (FileStream altered = System.IO.File.Create(File))
        {
            format.Write(altered, Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(state));
        }

        CheckpointException refusal = Assert.Throws<CheckpointException>(() => Run(new LinearEngine(), options));
        Assert.Contains($" is not a sound checkpoint: {finding}. ", refusal.Message, StringComparison.Ordinal);
    }
}
