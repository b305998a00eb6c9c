namespace MLNetLandscape.Core.Data.Csv;

/// <summary>Gathers the features of the rows that are kept, and judges columns that have no name.</summary>
internal sealed class CsvFeatureReader
{
    private readonly CsvRows rows;
    private readonly int[] columns;
    private readonly int[] nameless;
    private readonly MissingValues missingValues;
    private readonly string remedy;
    private readonly float[] row;
    private readonly FeatureBuffer kept;

    /// <param name="rows">The file.</param>
    /// <param name="columns">The features' columns, at least 1.</param>
    /// <param name="nameless">Columns that must be empty.</param>
    /// <param name="missingValues">What to do with missing values.</param>
    /// <param name="areNamed">Whether the caller named the features, as a model does: then none can be left out.</param>
    internal CsvFeatureReader(CsvRows rows, int[] columns, int[] nameless, MissingValues missingValues, bool areNamed)
    {
        (this.rows, this.columns, this.nameless, this.missingValues) = (rows, columns, nameless, missingValues);
        remedy = areNamed ? "Correct the value or remove the row." : "Correct the value, or leave the column out (IgnoreColumns).";
        row = new float[columns.Length];
        kept = new FeatureBuffer(columns.Length, () => rows.ShareRead);
    }

    /// <summary>The rows kept so far.</summary>
    internal int Count => kept.Rows;

    /// <summary>The rows left out so far.</summary>
    internal int Skipped { get; private set; }

    /// <summary>Reads the features of the current row; false where a value is missing and the row is to be skipped.</summary>
    internal bool TryRead()
    {
        foreach (int column in nameless)
        {
            if (!rows[column].IsEmpty)
            {
                throw rows.Failure(
                    column,
                    $"a column without a name must be empty in every row, but has '{CsvNumbers.Show(rows[column])}'. " +
                    "Name the column in the header, or remove it.");
            }
        }

        for (int j = 0; j < columns.Length; j++)
        {
            if (!CsvNumbers.TryRead(rows, columns[j], "a feature", remedy, out row[j]))
            {
                RefuseMissing(columns[j]);
                return false;
            }
        }

        return true;
    }

    /// <summary>Keeps the row that was read.</summary>
    internal void Keep() => kept.Add(row);

    /// <summary>Leaves the row out.</summary>
    internal void Skip() => Skipped++;

    /// <summary>Throws where missing values are refused.</summary>
    internal void RefuseMissing(int column)
    {
        if (missingValues == MissingValues.Refuse)
        {
            throw rows.Failure(
                column,
                $"the value is missing ('{rows[column]}'). Fill it in, or skip such rows with MissingValues.SkipRow, which counts them.");
        }
    }

    /// <summary>Throws where no row was kept.</summary>
    internal void RefuseEmpty()
    {
        if (Count == 0)
        {
            throw new InvalidDataException(Skipped == 0
                ? $"{rows.Path} has a header but no rows. A data set needs at least 1 row."
                : $"{rows.Path} has no row left: in all {Skipped} rows a value is missing.");
        }
    }

    /// <summary>All features, one kept row after another.</summary>
    internal ReadOnlyMemory<float> Features => kept.Values;

    /// <summary>The names of the features that are the same in every kept row.</summary>
    internal string[] ConstantFeatures()
    {
        List<string> constant = [];
        ReadOnlySpan<float> features = kept.Values.Span;
        for (int j = 0; j < columns.Length; j++)
        {
            bool varies = false;
            for (int i = j + columns.Length; i < features.Length && !varies; i += columns.Length)
            {
                varies = features[i] != features[j];
            }

            if (!varies)
            {
                constant.Add(rows.Columns.Names[columns[j]]);
            }
        }

        return [.. constant];
    }
}
