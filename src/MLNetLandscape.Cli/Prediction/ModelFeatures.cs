using MLNetLandscape.Cli.Tables;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Cli.Prediction;

/// <summary>Reads the features that a model takes from a table.</summary>
internal static class ModelFeatures
{
    /// <summary>Reads the rows, raw: not yet scaled.</summary>
    /// <exception cref="InvalidDataException">The table does not have the model's features.</exception>
    public static CsvFeatures Read(SavedModel model, string path, MissingValues missing)
    {
        int needed = model.Network.Input.Size;
        if (model.FeatureNames.Count == 0)
        {
            throw new InvalidDataException(
                $"The model takes {needed} features but does not know their names, so they cannot be found in {path}. Train it from a table with a header.");
        }

        IReadOnlyList<string> header = TableFile.LoadColumnNames(path);
        string[] absent = [.. model.FeatureNames.Except(header)];
        if (absent.Length > 0)
        {
            throw new InvalidDataException(
                $"{path} has {needed - absent.Length} of the {needed} features that the model takes. Missing: {List(absent)}. Pass a table with the columns that the model was trained on.");
        }

        return TableFile.LoadFeatures(path, model.FeatureNames, missing);
    }

    private static string List(string[] names)
    {
        const int Most = 8;
        string list = string.Join(", ", names.Take(Most).Select(name => $"'{name}'"));
        return names.Length > Most ? $"{list} and {names.Length - Most} more" : list;
    }
}
