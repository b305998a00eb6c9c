using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Tests.Data;

public sealed class DatasetContentTests
{
    private static readonly Dataset<float> Full = new()
    {
        Rows = 2,
        Features = new float[] { 1, -0.0f, float.Epsilon, 3e38f },
        Targets = new float[] { -1, 1 },
        Weights = new float[] { 0, 2 },
        FeatureNames = ["a", "ü"],
        ClassNames = ["no", "yes"],
        Groups = [7, 7],
    };

    [Fact]
    public void Reads_what_it_wrote_bit_for_bit()
    {
        Dataset<float> read = DatasetContent.Read<float>(new MemoryStream(DatasetContent.ToBytes(Full)));
        Assert.Equal(DatasetContent.ToBytes(Full), DatasetContent.ToBytes(read));
        Assert.Equal(Bits(Full.Features), Bits(read.Features));
        Assert.Equal(Bits(Full.Targets), Bits(read.Targets));
        Assert.Equal(Bits(Full.Weights!.Value), Bits(read.Weights!.Value));
        Assert.Equal(Full.FeatureNames, read.FeatureNames);
        Assert.Equal(Full.ClassNames, read.ClassNames);
        Assert.Equal(Full.Groups, read.Groups);

        static int[] Bits(ReadOnlyMemory<float> numbers) => [.. numbers.ToArray().Select(BitConverter.SingleToInt32Bits)];
    }

    [Fact]
    public void Keeps_that_there_are_no_weights() =>
        Assert.Null(DatasetContent.Read<float>(new MemoryStream(DatasetContent.ToBytes(Full with { Weights = null }))).Weights);

    [Fact]
    public void Says_that_the_precision_is_another() =>
        Refuses<double>(DatasetContent.ToBytes(Full), "The data set must hold double numbers, but holds single ones.");

    [Fact]
    public void Says_that_the_content_is_no_data_set() => Refuses<float>("a,b\n1,2\n"u8.ToArray(), "The content is not a data set: it does not begin with 'landsds1'.");

    [Fact]
    public void Says_that_the_end_is_missing() =>
        Refuses<float>(DatasetContent.ToBytes(Full)[..^1], "The data set is damaged: Unable to read beyond the end of the stream.");

    [Fact]
    public void Says_that_the_header_is_damaged()
    {
        byte[] bytes = DatasetContent.ToBytes(Full);
        bytes[11] = 0x7F;
        Refuses<float>(bytes, $"The data set is damaged: its header claims {BitConverter.ToInt32(bytes, 8)} bytes.");
    }

    private static void Refuses<T>(byte[] content, string message)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => DatasetContent.Read<T>(new MemoryStream(content))).Message);
}
