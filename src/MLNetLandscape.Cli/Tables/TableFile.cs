using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Cli.Tables;

/// <summary>Reads the DATA argument: delimited text with a header, or a file of images beside its labels, built like MNIST's.</summary>
internal static class TableFile
{
    /// <summary>The name that the label of images goes by.</summary>
    public const string ImageLabel = "label";

    /// <summary>The label where none is named: images have but one.</summary>
    public static string? DefaultLabel(string path) => MnistDataset.IsImageFile(path) ? ImageLabel : null;

    /// <summary>Reads features and labels.</summary>
    /// <exception cref="InvalidDataException">The file does not hold what the options ask for.</exception>
    public static CsvLoadResult Load(string path, CsvOptions options)
    {
        if (!MnistDataset.IsImageFile(path))
        {
            return CsvDataset.Load(path, options);
        }

        Dataset<float> images = MnistDataset.LoadImages(path);
        CheckOptions(path, options, images);
        return new CsvLoadResult { Data = images, LabelName = options.LabelColumn, Task = options.Task };
    }

    /// <summary>Reads features alone, by their names.</summary>
    /// <exception cref="InvalidDataException">A feature is not there, or a value is not a number.</exception>
    public static CsvFeatures LoadFeatures(string path, IReadOnlyList<string> names, MissingValues missing)
    {
        if (!MnistDataset.IsImageFile(path))
        {
            return CsvDataset.LoadFeatures(path, names, missing);
        }

        Dataset<float> images = MnistDataset.LoadImages(path);
        CheckPixels(path, names, images);
        return new CsvFeatures { Features = images.Features, Rows = images.Rows, Lines = [.. Enumerable.Range(1, images.Rows)] };
    }

    /// <summary>The names of the columns, or of the pixels.</summary>
    public static IReadOnlyList<string> LoadColumnNames(string path) =>
        MnistDataset.IsImageFile(path) ? MnistDataset.LoadImages(path).FeatureNames : CsvDataset.LoadColumnNames(path);

    private static void CheckOptions(string path, CsvOptions options, Dataset<float> images)
    {
        if (options.Task != LearningTask.Multiclass)
        {
            throw new InvalidDataException(
                $"{path} holds images of {images.ClassNames.Count} classes, but the task is {options.Task.ToString().ToLowerInvariant()}. Pass --task multiclass.");
        }

        if (options.LabelColumn != ImageLabel || options.IgnoreColumns.Count > 0 || options.WeightColumn is not null || options.PositiveLabel is not null)
        {
            throw new InvalidDataException($"{path} holds images and their labels, without columns. Leave out --label, --positive, --ignore and --weights.");
        }

        if (options.ClassNames is { } classes && !classes.SequenceEqual(images.ClassNames))
        {
            throw new InvalidDataException(
                $"{path} has the classes {string.Join(", ", images.ClassNames)}, but the model knows {string.Join(", ", classes)}. Pass data with the model's classes.");
        }

        CheckPixels(path, options.FeatureColumns ?? images.FeatureNames, images);
    }

    private static void CheckPixels(string path, IReadOnlyList<string> names, Dataset<float> images)
    {
        if (!names.SequenceEqual(images.FeatureNames))
        {
            throw new InvalidDataException(
                $"{path} holds images of {images.FeatureCount} pixels, {images.FeatureNames[0]} to {images.FeatureNames[^1]}, but the model takes the {names.Count} features "
                + $"{names[0]} to {names[^1]}. Pass images of the size that the model was trained on.");
        }
    }
}
