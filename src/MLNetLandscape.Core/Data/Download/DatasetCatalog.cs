namespace MLNetLandscape.Core.Data.Download;

/// <summary>The data sets that can be fetched by name.</summary>
public static class DatasetCatalog
{
    /// <summary>The environment variable that names the folder of data sets.</summary>
    public const string FolderVariable = "MLNETLANDSCAPE_DATA";

    /// <summary>Handwritten digits, 60,000 to train and 10,000 to test.</summary>
    public static KnownDataset Mnist { get; } = new()
    {
        Name = "mnist",
        Description = "handwritten digits, 60,000 + 10,000 images of 28 x 28 pixels",
        Licence = "Y. LeCun, C. Cortes, C. Burges; CC BY-SA 3.0",
        Files =
        [
            Digits("train-images-idx3-ubyte.gz", 47_040_016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
            Digits("train-labels-idx1-ubyte.gz", 60_008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
            Digits("t10k-images-idx3-ubyte.gz", 7_840_016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
            Digits("t10k-labels-idx1-ubyte.gz", 10_008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
        ],
    };

    /// <summary>House values in 506 tracts of Boston, 13 features.</summary>
    public static KnownDataset Boston { get; } = new()
    {
        Name = "boston",
        Description = "Boston housing, 506 tracts with 13 features; the target MedianHomeValue comes first",
        Licence = "D. Harrison, D. L. Rubinfeld, Journal of Environmental Economics and Management 5 (1978); public domain",
        Files =
        [
            new KnownFile
            {
                Path = "boston/housing.txt",
                Kind = KnownFileKind.BostonTable,
                Length = 34_840,
                Sha256 = "ade13c0ec60a98f73966c9ead6f7909fd0bff38ac860a56417b90781af9e821f",
                Addresses =
                [
                    new Uri("https://raw.githubusercontent.com/dotnet/machinelearning/cd2fbd617c13bcb98ec8b6554bfa20ac603e4572/test/data/housing.txt"),
                    new Uri("http://lib.stat.cmu.edu/datasets/boston"),
                ],
            },
        ],
    };

    /// <summary>Breast Cancer Wisconsin (Diagnostic); comes with the library.</summary>
    public static KnownDataset Wdbc { get; } = new()
    {
        Name = "wdbc",
        Description = "Breast Cancer Wisconsin (Diagnostic), 569 rows with 30 features; the label is diagnosis, M or B",
        Licence = "W. Wolberg, O. Mangasarian, N. Street, W. Street, doi:10.24432/C5DW2B; CC BY 4.0",
        Files =
        [
            new KnownFile
            {
                Path = "wdbc.csv",
                Kind = KnownFileKind.Plain,
                Length = 120_384,
                Sha256 = "5d6c9d4eba2e73ef9502a570ee2c3c1ae1d102da78dc360bb89465125413be7d",
            },
        ],
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<KnownDataset> All { get; } = [Mnist, Boston, Wdbc];

    /// <summary>The folder that <see cref="FolderVariable"/> names, else the folder datasets of the current one.</summary>
    public static string DefaultFolder =>
        Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder ? folder : Path.Combine(Environment.CurrentDirectory, "datasets");

    /// <summary>The data set of that name, in any case.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static KnownDataset Find(string name) =>
        All.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException(
            $"A known data set is one of {string.Join(", ", All.Select(known => known.Name))}, but '{name}' was asked for.", nameof(name));

    private static KnownFile Digits(string name, long length, string sha256) => new()
    {
        Path = $"mnist/{name}",
        Kind = KnownFileKind.Gzip,
        Length = length,
        Sha256 = sha256,
        Addresses =
        [
            new Uri($"https://ossci-datasets.s3.amazonaws.com/mnist/{name}"),
            new Uri($"https://storage.googleapis.com/cvdf-datasets/mnist/{name}"),
        ],
    };
}
