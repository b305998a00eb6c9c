using MLNetLandscape.Core.Data.Csv;

namespace MLNetLandscape.Core.Data;

/// <summary>Reads data sets from delimited text with a header.</summary>
/// <remarks>
/// <para>Text is UTF-8 (with or without byte order mark); numbers have a decimal point; quotes follow RFC 4180; blanks around a field do
/// not count. Missing is: nothing, NA, N/A, NaN, null or ?, in any case.</para>
/// <para>Binary targets: classes are ordered (by value where every label is a number, else by ordinal order of the texts), the second is +1;
/// {0, 1} and {-1, 1} thus mean what they say. <see cref="CsvOptions.PositiveLabel"/> says otherwise.</para>
/// <para>A column without a name is left out if it is empty in every row, as a delimiter at the end of the header makes it, and refused
/// otherwise.</para>
/// </remarks>
public static class CsvDataset
{
    /// <summary>Reads a file with a label column.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file does not hold such a data set; the message names file, line, column and the text found.</exception>
    public static CsvLoadResult Load(string path, CsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var rows = new CsvRows(path, options.Delimiter);
        var roles = new CsvRoles(rows, options);
        var features = new CsvFeatureReader(rows, roles.Features, roles.Nameless, options.MissingValues, areNamed: options.FeatureColumns is not null);
        var labels = new CsvLabelReader(rows, roles.Label, options);
        var weights = new List<float>();
        while (rows.Read())
        {
            if (TryReadRow(rows, roles, features, labels, weights))
            {
                features.Keep();
                labels.Keep();
            }
            else
            {
                features.Skip();
            }
        }

        features.RefuseEmpty();
        (float[] targets, string[] classes) = labels.Finish();
        RefuseZeroWeights(rows, roles, weights);
        return new CsvLoadResult
        {
            Data = new Dataset<float>
            {
                Features = features.Features,
                Targets = targets,
                Weights = roles.Weight >= 0 ? weights.ToArray() : default(ReadOnlyMemory<float>?),
                Rows = features.Count,
                FeatureNames = [.. roles.Features.Select(column => rows.Columns.Names[column])],
                ClassNames = classes,
            },
            LabelName = options.LabelColumn,
            Task = options.Task,
            SkippedRows = features.Skipped,
            ConstantFeatures = features.ConstantFeatures(),
            IgnoredColumns = [.. roles.Ignored.Concat(roles.Nameless).Select(column => rows.Columns.Names[column])],
        };
    }

    /// <summary>Reads the header of a file: the names of its columns in their order, empty for a column without a name.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is empty, or two columns have the same name.</exception>
    public static IReadOnlyList<string> LoadColumnNames(string path, char? delimiter = null)
    {
        using var rows = new CsvRows(path, delimiter);
        return rows.Columns.Names;
    }

    /// <summary>Reads the named features of a file, in the given order; other columns are not looked at.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A feature is missing, or a value is not a number.</exception>
    public static CsvFeatures LoadFeatures(
        string path, IReadOnlyList<string> featureColumns, MissingValues missingValues = MissingValues.Refuse, char? delimiter = null)
    {
        ArgumentNullException.ThrowIfNull(featureColumns);
        using var rows = new CsvRows(path, delimiter);
        int[] columns = CsvRoles.Find(rows, featureColumns, "feature");
        var features = new CsvFeatureReader(rows, columns, [], missingValues, areNamed: true);
        List<int> lines = [];
        while (rows.Read())
        {
            if (features.TryRead())
            {
                features.Keep();
                lines.Add(rows.Line);
            }
            else
            {
                features.Skip();
            }
        }

        features.RefuseEmpty();
        return new CsvFeatures { Features = features.Features, Rows = features.Count, Lines = lines, SkippedRows = features.Skipped };
    }

    private static bool TryReadRow(
        CsvRows rows, CsvRoles roles, CsvFeatureReader features, CsvLabelReader labels, List<float> weights)
    {
        if (!features.TryRead())
        {
            return false;
        }

        if (!labels.TryRead())
        {
            features.RefuseMissing(roles.Label);
            return false;
        }

        if (roles.Weight < 0)
        {
            return true;
        }

        if (!CsvNumbers.TryRead(rows, roles.Weight, "a weight", "Correct the value or remove the row.", out float weight))
        {
            features.RefuseMissing(roles.Weight);
            return false;
        }

        if (weight < 0)
        {
            throw rows.Failure(roles.Weight, $"a weight must be at least 0, but was {weight}. For a row that is not to count, use 0.");
        }

        weights.Add(weight);
        return true;
    }

    private static void RefuseZeroWeights(CsvRows rows, CsvRoles roles, List<float> weights)
    {
        if (roles.Weight >= 0 && weights.TrueForAll(weight => weight == 0))
        {
            throw new InvalidDataException(
                $"{rows.Path}: weight column {rows.Columns.Describe(roles.Weight)} must have a weight above 0, but all are 0.");
        }
    }
}
