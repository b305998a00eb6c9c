namespace MLNetLandscape.Core.Data;

/// <summary>The MNIST database: 28 x 28 grey images of handwritten digits.</summary>
/// <remarks>
/// Features are pixels, row after row, scaled from 0 .. 255 to [0, 1]; the target is the digit. Source: Y. LeCun, C. Cortes, C. Burges;
/// CC BY-SA 3.0.
/// </remarks>
public static class MnistDataset
{
    private const int Classes = 10;

    /// <summary>Reads the 60,000 training digits of a folder: train-images-idx3-ubyte and train-labels-idx1-ubyte, plain or .gz.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the two do not fit.</exception>
    public static Dataset<float> LoadTraining(string folder) => Load(folder, "train");

    /// <summary>Reads the 10,000 test digits of a folder: t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, plain or .gz.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the two do not fit.</exception>
    public static Dataset<float> LoadTest(string folder) => Load(folder, "t10k");

    private static Dataset<float> Load(string folder, string part)
    {
        string imagePath = Find(folder, $"{part}-images-idx3-ubyte");
        string labelPath = Find(folder, $"{part}-labels-idx1-ubyte");
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
            ClassNames = [.. Enumerable.Range(0, Classes).Select(digit => $"{digit}")],
        };
    }

    private static float[] Scale(ReadOnlySpan<byte> pixels)
    {
        var scaled = new float[pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            scaled[i] = pixels[i] / 255f;
        }

        return scaled;
    }

    private static string Find(string folder, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string path = Path.Combine(folder, name);
        return File.Exists(path + ".gz") ? path + ".gz"
            : File.Exists(path) ? path
            : throw new FileNotFoundException(
                $"There is neither '{path}.gz' nor '{path}'. Get the files with 'landscape data get mnist', or place them there.", path);
    }
}
