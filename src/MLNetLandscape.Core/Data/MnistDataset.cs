namespace MLNetLandscape.Core.Data;

/// <summary>The MNIST database: 28 x 28 grey images of handwritten digits.</summary>
/// <remarks>
/// Features are pixels, row after row, named by row x column from 1x1, scaled from 0 .. 255 to [0, 1]; the target is the digit. Source: Y. LeCun, C. Cortes, C. Burges;
/// CC BY-SA 3.0.
/// </remarks>
public static class MnistDataset
{
    private const int Classes = 10;

    private const string ImageSuffix = "-images-idx3-ubyte";

    private const string LabelSuffix = "-labels-idx1-ubyte";

    /// <summary>Reads the 60,000 training digits of a folder: train-images-idx3-ubyte and train-labels-idx1-ubyte, plain or .gz.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the two do not fit.</exception>
    public static Dataset<float> LoadTraining(string folder) => Load(folder, "train");

    /// <summary>Reads the 10,000 test digits of a folder: t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, plain or .gz.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the two do not fit.</exception>
    public static Dataset<float> LoadTest(string folder) => Load(folder, "t10k");

    /// <summary>Reads any pair of files that is named and built like MNIST's, for instance Fashion-MNIST's.</summary>
    /// <param name="imagePath">The file PART-images-idx3-ubyte, plain or .gz, or else the other of the two; PART-labels-idx1-ubyte must lie beside it, plain or .gz.</param>
    /// <exception cref="ArgumentException">The file is named otherwise.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the two do not fit.</exception>
    public static Dataset<float> LoadImages(string imagePath) => IsImageFile(imagePath)
        ? Read(File.Exists(imagePath) ? imagePath : Find(WithoutSuffix(imagePath) + ImageSuffix), Find(WithoutSuffix(imagePath) + LabelSuffix))
        : throw new ArgumentException($"A file of images must be named PART{ImageSuffix}, plain or .gz, but was '{imagePath}'.", nameof(imagePath));

    /// <summary>Whether a file is named like one that <see cref="LoadImages"/> reads.</summary>
    public static bool IsImageFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(ImageSuffix, StringComparison.Ordinal) || path.EndsWith(ImageSuffix + ".gz", StringComparison.Ordinal);
    }

    private static Dataset<float> Load(string folder, string part)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string path = Path.Combine(folder, part);
        return Read(Find(path + ImageSuffix), Find(path + LabelSuffix));
    }

    /// <summary>The path up to the name's PART; in the working directory it is PART alone.</summary>
    private static string WithoutSuffix(string imagePath) => imagePath[..imagePath.LastIndexOf(ImageSuffix, StringComparison.Ordinal)];

    private static Dataset<float> Read(string imagePath, string labelPath)
    {
        IdxFile images = IdxFile.Read(imagePath);
        IdxFile labels = IdxFile.Read(labelPath);
        if (images.Dimensions.Count != 3 || labels.Dimensions.Count != 1 || images.Dimensions[0] != labels.Dimensions[0])
        {
            throw new InvalidDataException(
                $"{imagePath} must hold n x height x width pixels and {labelPath} n labels, " +
                $"but they hold {string.Join(" x ", images.Dimensions)} and {string.Join(" x ", labels.Dimensions)}.");
        }

        int wrong = labels.Values.Span.IndexOfAnyExceptInRange((byte)0, (byte)(Classes - 1));
        if (wrong >= 0)
        {
            throw new InvalidDataException($"{labelPath}: every label must be a digit 0 to 9, but label {wrong} is {labels.Values.Span[wrong]}.");
        }

        return new Dataset<float>
        {
            Features = Scale(images.Values.Span),
            Targets = Array.ConvertAll(labels.Values.ToArray(), label => (float)label),
            Rows = labels.Dimensions[0],
            FeatureNames = PixelNames(images.Dimensions[1], images.Dimensions[2]),
            ClassNames = [.. Enumerable.Range(0, Classes).Select(digit => $"{digit}")],
        };
    }

    private static string[] PixelNames(int height, int width) =>
        [.. Enumerable.Range(0, height * width).Select(pixel => $"{(pixel / width) + 1}x{(pixel % width) + 1}")];

    private static float[] Scale(ReadOnlySpan<byte> pixels)
    {
        var scaled = new float[pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            scaled[i] = pixels[i] / 255f;
        }

        return scaled;
    }

    private static string Find(string path) => File.Exists(path + ".gz") ? path + ".gz"
        : File.Exists(path) ? path
        : throw new FileNotFoundException(
            $"There is neither '{path}.gz' nor '{path}'. Get the files with 'landscape data get mnist', or place them there.", path);
}
