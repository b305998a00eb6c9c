using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Tests.Data;

public sealed class MnistDatasetTests
{
    [Fact]
    public void Reads_the_test_digits()
    {
        Dataset<float> test = MnistDataset.LoadTest(DataFolder.Require("mnist"));
        Assert.Equal((10_000, 784), (test.Rows, test.FeatureCount));
        Assert.Equal([7, 2, 1, 0, 4, 1, 4, 9], test.Targets.Span[..8].ToArray());
        Assert.Equal(980, test.Targets.ToArray().Count(target => target == 0));
        Assert.Equal(10, test.ClassNames.Count);

        // Mean and deviation of the training pixels are widely quoted; these are the test digits'.
        Standardizer all = Standardizer.FitGlobal(test);
        Assert.Equal(0.1325, all.Means[0], 1e-4);
        Assert.Equal(0.3105, all.Deviations[0], 1e-4);
    }

    [Fact]
    public void Reads_the_training_digits()
    {
        Dataset<float> training = MnistDataset.LoadTraining(DataFolder.Require("mnist"));
        Assert.Equal((60_000, 784), (training.Rows, training.FeatureCount));
        Assert.Equal([5, 0, 4, 1, 9], training.Targets.Span[..5].ToArray());
        Standardizer all = Standardizer.FitGlobal(training);
        Assert.Equal(0.1307, all.Means[0], 5e-5);
        Assert.Equal(0.3081, all.Deviations[0], 5e-5);
    }

    [Fact]
    public void Scales_pixels_to_zero_to_one_from_plain_files_too()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["train-images-idx3-ubyte"], IdxFileTests.Idx([2, 1, 2], [0, 255, 51, 102]));
        File.WriteAllBytes(folder["train-labels-idx1-ubyte.gz"], IdxFileTests.Gzip(IdxFileTests.Idx([2], [3, 9])));
        Dataset<float> data = MnistDataset.LoadTraining(folder.Path);
        Assert.Equal([0, 1, 0.2f, 0.4f], data.Features.ToArray());
        Assert.Equal([3, 9], data.Targets.ToArray());
        Assert.Equal(["1x1", "1x2"], data.FeatureNames);
    }

    [Theory]
    [InlineData("a-images-idx3-ubyte", 0)]
    [InlineData("a-images-idx3-ubyte.gz", 1)]
    public void Reads_the_file_that_is_named_where_the_other_is_there_too(string name, float pixel)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["a-images-idx3-ubyte"], IdxFileTests.Idx([1, 1, 1], [0]));
        File.WriteAllBytes(folder["a-images-idx3-ubyte.gz"], IdxFileTests.Gzip(IdxFileTests.Idx([1, 1, 1], [255])));
        File.WriteAllBytes(folder["a-labels-idx1-ubyte"], IdxFileTests.Idx([1], [7]));
        Assert.Equal([pixel], MnistDataset.LoadImages(folder[name]).Features.ToArray());
    }

    [Fact]
    public void Looks_for_a_file_without_a_folder_in_the_working_directory() => Assert.Equal(
        "There is neither 'nowhere-images-idx3-ubyte.gz' nor 'nowhere-images-idx3-ubyte'. Get the files with 'landscape data get mnist', or place them there.",
        Assert.Throws<FileNotFoundException>(() => MnistDataset.LoadImages("nowhere-images-idx3-ubyte.gz")).Message);

    [Theory]
    [InlineData("fashion-images-idx3-ubyte")]
    [InlineData("fashion-images-idx3-ubyte.gz")]
    public void Reads_any_pair_that_is_named_alike(string name)
    {
        using TemporaryFolder folder = new();
        byte[] images = IdxFileTests.Idx([1, 2, 1], [0, 255]);
        File.WriteAllBytes(folder[name], name.EndsWith(".gz", StringComparison.Ordinal) ? IdxFileTests.Gzip(images) : images);
        File.WriteAllBytes(folder["fashion-labels-idx1-ubyte"], IdxFileTests.Idx([1], [7]));
        Dataset<float> data = MnistDataset.LoadImages(folder[name]);
        Assert.Equal([0, 1], data.Features.ToArray());
        Assert.Equal([7], data.Targets.ToArray());
        Assert.Equal(["1x1", "2x1"], data.FeatureNames);
    }

    [Fact]
    public void Refuses_a_file_of_another_name()
    {
        Assert.False(MnistDataset.IsImageFile("digits.csv"));
        Assert.Equal(
            "A file of images must be named PART-images-idx3-ubyte, plain or .gz, but was 'digits.csv'. (Parameter 'imagePath')",
            Assert.Throws<ArgumentException>(() => MnistDataset.LoadImages("digits.csv")).Message);
    }

    [Fact]
    public void Refuses_missing_files_and_files_that_do_not_fit()
    {
        using TemporaryFolder folder = new();
        string images = folder["t10k-images-idx3-ubyte"];
        string labels = folder["t10k-labels-idx1-ubyte"];
        Assert.Equal(
            $"There is neither '{images}.gz' nor '{images}'. Get the files with 'landscape data get mnist', or place them there.",
            Assert.Throws<FileNotFoundException>(() => MnistDataset.LoadTest(folder.Path)).Message);
        File.WriteAllBytes(images, IdxFileTests.Idx([2, 1, 1], [1, 2]));
        File.WriteAllBytes(labels, IdxFileTests.Idx([3], [1, 2, 3]));
        Assert.Equal(
            $"{images} must hold n x height x width pixels and {labels} n labels, but they hold 2 x 1 x 1 and 3.",
            Assert.Throws<InvalidDataException>(() => MnistDataset.LoadTest(folder.Path)).Message);
        File.WriteAllBytes(labels, IdxFileTests.Idx([2], [1, 10]));
        Assert.Equal(
            $"{labels}: every label must be a digit 0 to 9, but label 1 is 10.",
            Assert.Throws<InvalidDataException>(() => MnistDataset.LoadTest(folder.Path)).Message);
    }
}
