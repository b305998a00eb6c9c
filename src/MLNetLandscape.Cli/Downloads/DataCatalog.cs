namespace MLNetLandscape.Cli.Downloads;

/// <summary>The data sets that landscape data get knows. Checksums are pinned: a file that differs is refused.</summary>
internal static class DataCatalog
{
    private static readonly string[] DigitMirrors =
        ["https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/"];

    /// <summary>Handwritten digits: LeCun, Cortes, Burges; CC BY-SA 3.0. 60,000 + 10,000 images of 28 x 28, IDX, gzip.</summary>
    public static IReadOnlyList<DataFile> Mnist { get; } =
    [
        Digits("train-images-idx3-ubyte.gz", 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
        Digits("train-labels-idx1-ubyte.gz", 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
        Digits("t10k-images-idx3-ubyte.gz", 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
        Digits("t10k-labels-idx1-ubyte.gz", 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
    ];

    /// <summary>Boston housing: Harrison and Rubinfeld 1978; public domain. 506 rows, tab-separated, header, the label MedianHomeValue first.</summary>
    public static IReadOnlyList<DataFile> Boston { get; } =
    [
        new(
            "housing.txt",
            41_504,
            "cd2bc83ab5a96bf63ab86e821b35e61b223eadadfaba2faf90515c35fa290fc5",
            [new Uri("https://raw.githubusercontent.com/dotnet/machinelearning/cd2fbd617c13bcb98ec8b6554bfa20ac603e4572/test/data/housing.txt")]),
    ];

    private static DataFile Digits(string name, long length, string sha256) =>
        new(name, length, sha256, [.. DigitMirrors.Select(mirror => new Uri(mirror + name))]);
}
