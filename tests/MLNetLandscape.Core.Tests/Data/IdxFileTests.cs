using System.Buffers.Binary;
using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Tests.Data;

public sealed class IdxFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reads_plain_and_compressed_files(bool compressed)
    {
        byte[] values = [.. Enumerable.Range(0, 24).Select(i => (byte)(i * 10))];
        IdxFile file = Read(compressed ? Gzip(Idx([2, 3, 4], values)) : Idx([2, 3, 4], values));
        Assert.Equal([2, 3, 4], file.Dimensions);
        Assert.Equal(values, file.Values.ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Refuses_a_truncated_file(bool compressed)
    {
        byte[] short_ = Idx([5], [1, 2, 3]);
        AssertRefused(
            compressed ? Gzip(short_) : short_,
            " must be 13 bytes long to hold the 5 values that its header names, but is 11 bytes: it is truncated. Get the file again.");
    }

    [Fact]
    public void Refuses_more_than_the_header_says() => AssertRefused(
        Idx([2], [1, 2, 3]), " must be 10 bytes long to hold the 2 values that its header names, but is 11 bytes. Get the file again.");

    [Fact]
    public void Refuses_another_format()
    {
        AssertRefused("hello"u8.ToArray(), " is no IDX file: it must start with two zero bytes, a type and a number of dimensions.");
        AssertRefused([], " is no IDX file: it must start with two zero bytes, a type and a number of dimensions.");
        AssertRefused([0, 0, 0x0D, 1, 0, 0, 0, 1, 9, 9, 9, 9], " must hold unsigned bytes (type 8), but holds type 13.");
        AssertRefused([0, 0, 8, 0], " must have 1 to 4 dimensions, but has 0.");
        AssertRefused([0, 0, 8, 200], " must have 1 to 4 dimensions, but has 200.");
        AssertRefused([0, 0, 8, 2, 0, 0, 0, 1, 0], " ends within its header: it is truncated. Get the file again.");
        AssertRefused([0, 0, 8, 1, 0, 0, 0, 0], ": every dimension must be at least 1, but dimension 0 is 0.");
        AssertRefused([0, 0, 8, 1, 255, 255, 255, 255], ": every dimension must be at least 1, but dimension 0 is -1.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_huge_header_is_refused_and_nothing_of_it_allocated(bool compressed)
    {
        foreach (int[] dimensions in new int[][] { [2_000_000_000], [60_000, 28, 280], [int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue] })
        {
            byte[] bytes = Idx(dimensions, [1, 2, 3]);
            if (compressed)
            {
                bytes = Gzip(bytes);

                // The length that gzip states agrees with the header: only the stored length can tell.
                long claimed = 4 + (4 * dimensions.Length) + dimensions.Aggregate(1L, (product, d) => unchecked(product * d));
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - 4), (uint)claimed);
            }

            string path = folder["huge"];
            File.WriteAllBytes(path, bytes);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<InvalidDataException>(() => IdxFile.Read(path));
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
        }
    }

    [Fact]
    public void Any_altered_byte_is_refused_or_gives_values_of_the_right_number()
    {
        byte[] plain = Idx([3, 4], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        byte[] compressed = Gzip(plain);
        Prop.ForAll(
            Gen.Choose(0, 1000).SelectMany(position => Gen.Choose(0, 255).Select(value => (position, value))).ToArbitrary(),
            change =>
            {
                foreach (byte[] original in new[] { plain, compressed })
                {
                    byte[] altered = [.. original];
                    altered[change.position % altered.Length] = (byte)change.value;
                    AssertValidOrRefused(altered);
                    AssertValidOrRefused(altered[..(change.position % altered.Length)]);
                }
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private void AssertValidOrRefused(byte[] bytes)
    {
        try
        {
            IdxFile file = Read(bytes);
            Assert.Equal(file.Dimensions.Aggregate(1, (product, d) => product * d), file.Values.Length);
        }
        catch (InvalidDataException refused)
        {
            Assert.StartsWith(folder["data.idx"], refused.Message);
        }
    }

    private IdxFile Read(byte[] bytes)
    {
        File.WriteAllBytes(folder["data.idx"], bytes);
        return IdxFile.Read(folder["data.idx"]);
    }

    private void AssertRefused(byte[] bytes, string message) =>
        Assert.Equal(folder["data.idx"] + message, Assert.Throws<InvalidDataException>(() => Read(bytes)).Message);

    internal static byte[] Idx(int[] dimensions, byte[] values)
    {
        byte[] header = new byte[4 + (4 * dimensions.Length)];
        header[2] = 8;
        header[3] = (byte)dimensions.Length;
        for (int i = 0; i < dimensions.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), dimensions[i]);
        }

        return [.. header, .. values];
    }

    internal static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
