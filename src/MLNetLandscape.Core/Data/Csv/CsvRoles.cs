namespace MLNetLandscape.Core.Data.Csv;

/// <summary>What each column of a file is for.</summary>
internal sealed class CsvRoles
{
    /// <summary>Assigns the columns by the options.</summary>
    /// <exception cref="InvalidDataException">A column that the options name is not there, or none is left to be a feature.</exception>
    internal CsvRoles(CsvRows rows, CsvOptions options)
    {
        CsvColumns columns = rows.Columns;
        Label = columns.Require(options.LabelColumn, "label column");
        Weight = options.WeightColumn is { } weight ? columns.Require(weight, "weight column") : -1;
        Ignored = Find(rows, options.IgnoreColumns, "column to ignore");
        if (options.FeatureColumns is { } features)
        {
            Features = Find(rows, features, "feature");
            if (Features.Contains(Label))
            {
                throw new ArgumentException($"The label column must be none of the features, but '{options.LabelColumn}' is among the FeatureColumns. Name another label, or leave it out of them.");
            }

            return;
        }

        int[] rest = [.. Enumerable.Range(0, columns.Names.Count).Where(c => c != Label && c != Weight && !Ignored.Contains(c))];
        Nameless = [.. rest.Where(column => columns.Names[column].Length == 0)];
        Features = [.. rest.Where(column => columns.Names[column].Length > 0)];
        if (Features.Length == 0)
        {
            throw new InvalidDataException(
                $"{rows.Path} must have at least 1 feature column besides the label column '{options.LabelColumn}', but has none. " +
                "If fields are separated by another character than comma, semicolon or tab, set Delimiter.");
        }
    }

    /// <summary>The label's column.</summary>
    internal int Label { get; }

    /// <summary>The weights' column, or -1.</summary>
    internal int Weight { get; }

    /// <summary>The features' columns, in their order.</summary>
    internal int[] Features { get; }

    /// <summary>Columns left out as asked.</summary>
    internal int[] Ignored { get; }

    /// <summary>Columns without a name, which must be empty.</summary>
    internal int[] Nameless { get; } = [];

    /// <summary>The indices of named columns.</summary>
    internal static int[] Find(CsvRows rows, IReadOnlyList<string> names, string role) =>
        [.. names.Select(name => rows.Columns.Require(name, role))];
}
