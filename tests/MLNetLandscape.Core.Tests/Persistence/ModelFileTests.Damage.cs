using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Core.Tests.Persistence;

/// <content>Files that are damaged, forged, or of another kind.</content>
public sealed partial class ModelFileTests
{
    [Fact]
    public void Any_changed_byte_is_refused()
    {
        byte[] sound = ToBytes(Sample());
        Gen<(int, byte)> mutations = Gen.Choose(0, sound.Length - 1).Zip(Gen.Choose(1, 255).Select(x => (byte)x));
        Prop.ForAll(mutations.ToArbitrary(), mutation =>
        {
            byte[] bytes = [.. sound];
            bytes[mutation.Item1] ^= mutation.Item2;
            RefusesEveryWay(bytes);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Any_truncation_is_refused()
    {
        byte[] sound = ToBytes(Sample());
        for (int length = 0; length < sound.Length; length++)
        {
            RefusesEveryWay(sound[..length]);
        }
    }

    [Fact]
    public void Any_noise_is_refused() => Prop.ForAll<byte[]>(RefusesEveryWay).QuickCheckThrowOnFailure();

    [Fact]
    public void Says_that_a_file_is_empty() => Refuses([], "it is empty");

    [Fact]
    public void Says_that_a_file_is_another_kind() => Refuses(
        [0x50, 0x4B, 3, 4, 0, 0, 0, 0, 0, 0],
        "it starts with the bytes 504B030400000000 where a model file starts with \"MLNLMODL\"; it is another kind of file");

    [Fact]
    public void Says_that_a_file_was_truncated()
    {
        byte[] sound = ToBytes(Sample());
        Refuses(sound[..20], "it ends after 20 bytes; it was truncated");
        Refuses(
            sound[..^40],
            $"it should have {sound.Length - 24} more bytes after its first 24, but has {sound.Length - 64}; it was truncated");
    }

    [Fact]
    public void Says_that_a_file_was_altered()
    {
        byte[] bytes = ToBytes(Sample());
        bytes[^40] ^= 1;
        Refuses(bytes, "its checksum does not match its content; it was altered or damaged");
        Refuses([.. ToBytes(Sample()), 0], "it has 1 bytes after its end; it was altered or damaged");
    }

    [Fact]
    public void Says_that_a_file_is_newer()
    {
        byte[] bytes = ToBytes(Sample());
        bytes[8] = 2;
        Refuses(bytes, "it has format version 2, but this program reads versions up to 1; it was written by a newer program, or damaged");
    }

    [Fact]
    public void Allocates_nothing_of_what_a_header_claims()
    {
        byte[] bytes = ToBytes(Sample());
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), Array.MaxLength);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), SealedFormat.MaximumHeaderLength);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ModelFileException>(() => ModelFile.Read(new MemoryStream(bytes)));
        Assert.Throws<ModelFileException>(() => ModelFile.Read(new Pipe(bytes)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void Says_that_a_header_is_too_long()
    {
        byte[] bytes = ToBytes(Sample());
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), int.MaxValue);
        Assert.Contains(
            "a header of 2147483647 bytes (at most 16777216)",
            Assert.Throws<ModelFileException>(() => ModelFile.Read(new MemoryStream(bytes))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"dense\"", "\"hypercube\"", "unrecognized type discriminator")]
    [InlineData("\"units\":3", "\"unicorns\":3", "unicorns")]
    [InlineData("\"parameterCount\":17", "\"parameterCount\":-1", "announces -1 parameters")]
    [InlineData("\"parameterCount\":17", "\"parameterCount\":2147483647", "announces 2147483647 parameters")]
    [InlineData("\"units\":3", "\"units\":4", "its network has ")]
    [InlineData("\"units\":3", "\"units\":2000000000", "its network ")]
    [InlineData("\"power\":3", "\"power\":2", "it")]
    [InlineData("\"means\":[1.5,-2]", "\"means\":[1.5]", "its standardizer has 1 means and 2 deviations")]
    [InlineData("\"featureNames\":[\"x\",\"y\"]", "\"featureNames\":[\"x\"]", "it has 1 feature names")]
    [InlineData("\"loss\":", "\"loss\":null,\"was\":", "header cannot be read")]
    public void Refuses_a_header_that_makes_no_sense_although_its_checksum_is_right(string old, string replacement, string finding)
    {
        byte[] bytes = Forge(ToBytes(Sample()), old, replacement);
        ModelFileException exception = Assert.Throws<ModelFileException>(() => ModelFile.Read(new MemoryStream(bytes)));
        Assert.Contains(finding, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("2147483647")]
    [InlineData("1e300")]
    [InlineData("\"NaN\"")]
    [InlineData("\"\"")]
    [InlineData("[]")]
    [InlineData("[null]")]
    [InlineData("{}")]
    [InlineData("true")]
    public void Any_replaced_value_in_a_header_is_read_or_refused_cleanly(string value)
    {
        int refused = 0;
        foreach (SavedModel model in new[] { Sample(), Image() })
        {
            byte[] sound = ToBytes(model);
            int length = BinaryPrimitives.ReadInt32LittleEndian(sound.AsSpan(12));
            string header = Encoding.UTF8.GetString(sound, 24, length);
            foreach (string mutant in HeaderMutations.Replace(header, value))
            {
                Exception? exception = Record.Exception(() => ModelFile.Read(new MemoryStream(Seal(sound, mutant))));
                Assert.True(exception is null or ModelFileException, $"{mutant}\n{exception}");
                refused += exception is null ? 0 : 1;
            }
        }

        Assert.True(refused > 20);
    }

    /// <summary>Replaces text in the header and seals the file again.</summary>
    private static byte[] Forge(byte[] bytes, string old, string replacement)
    {
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12));
        string header = Encoding.UTF8.GetString(bytes, 24, length);
        Assert.Contains(old, header, StringComparison.Ordinal);
        return Seal(bytes, header.Replace(old, replacement, StringComparison.Ordinal));
    }

    /// <summary>The file with another header, sealed again.</summary>
    private static byte[] Seal(byte[] bytes, string header)
    {
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12));
        byte[] forged = Encoding.UTF8.GetBytes(header);
        byte[] content = [.. bytes[..24], .. forged, .. bytes[(24 + length)..^32]];
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(12), forged.Length);
        return [.. content, .. SHA256.HashData(content)];
    }

    private void Refuses(byte[] bytes, string finding)
    {
        System.IO.File.WriteAllBytes(File, bytes);
        Assert.Equal($"'{File}' is not a sound model file: {finding}.", Assert.Throws<ModelFileException>(() => ModelFile.Read(File)).Message);
    }

    private static void RefusesEveryWay(byte[] bytes)
    {
        Assert.Throws<ModelFileException>(() => ModelFile.Read(new MemoryStream(bytes)));
        Assert.Throws<ModelFileException>(() => ModelFile.Read(new Pipe(bytes)));
    }
}
