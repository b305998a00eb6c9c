namespace MLNetLandscape.Core.Data.Csv;

/// <summary>The header of a delimited text file.</summary>
internal sealed class CsvColumns
{
    private const int MostListed = 40;

    /// <summary>Characters of a name in a message: after an unbalanced quotation mark the rest of the file is one.</summary>
    private const int MostCharacters = 100;
    private readonly string path;
    private readonly Dictionary<string, int> indices = new(StringComparer.Ordinal);

    /// <summary>Checks that every name occurs once; nameless columns are for <see cref="CsvFeatureReader"/> to judge.</summary>
    internal CsvColumns(string path, string[] names)
    {
        this.path = path;
        Names = names;
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i].Length > 0 && !indices.TryAdd(names[i], i))
            {
                throw new InvalidDataException(
                    $"{path}, line 1: every column must have its own name, but '{CsvNumbers.Show(names[i], MostCharacters)}' names columns {indices[names[i]] + 1} and {i + 1}. " +
                    "Rename one of them.");
            }
        }
    }

    /// <summary>The names, in the order of the file; empty for a nameless column.</summary>
    internal IReadOnlyList<string> Names { get; }

    /// <summary>The name of a column, or its position where it has none.</summary>
    internal string Describe(int column) =>
        column < Names.Count && Names[column].Length > 0 ? $"'{CsvNumbers.Show(Names[column], MostCharacters)}'" : $"{column + 1} (nameless)";

    /// <summary>The index of a column, or -1.</summary>
    internal int Find(string name) => indices.GetValueOrDefault(name, -1);

    /// <summary>The index of a column that must be there.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="role">What it is for, as in "label column".</param>
    internal int Require(string name, string role)
    {
        if (Find(name) is int column and >= 0)
        {
            return column;
        }

        string suggestion = ClosestName.Find(name, indices.Keys) is { } closest ? $" Did you mean '{closest}'?" : string.Empty;
        IEnumerable<string> listed = Enumerable.Range(0, Math.Min(Names.Count, MostListed)).Select(Describe);
        string more = Names.Count > MostListed ? $" and {Names.Count - MostListed} more" : string.Empty;
        throw new InvalidDataException(
            $"{path} has no column '{name}', which was named as the {role}.{suggestion} Its columns are {string.Join(", ", listed)}{more}.");
    }
}
