namespace MLNetLandscape.Core.Data.Csv;

/// <summary>Gathers the labels of the rows that are kept, and turns them into targets once all are known.</summary>
internal sealed class CsvLabelReader(CsvRows rows, int column, CsvOptions options)
{
    private const int MostListed = 10;
    private readonly List<float> values = [];
    private readonly Dictionary<string, int> found = new(StringComparer.Ordinal);
    private float value;

    /// <summary>Reads the label of the current row; false where it is missing.</summary>
    internal bool TryRead()
    {
        if (options.Task == LearningTask.Regression)
        {
            return CsvNumbers.TryRead(
                rows, column, "a regression label", "Correct the value or remove the row; for classes use LearningTask.Binary or LearningTask.Multiclass.", out value);
        }

        ReadOnlySpan<char> text = rows[column];
        if (CsvNumbers.IsMissing(text))
        {
            return false;
        }

        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = found.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(text, out int index))
        {
            index = found.Count;
            found.Add(text.ToString(), index);
        }

        value = index;
        return true;
    }

    /// <summary>Keeps the label that was read.</summary>
    internal void Keep() => values.Add(value);

    /// <summary>The targets and the classes in their order; no classes for regression.</summary>
    internal (float[] Targets, string[] Classes) Finish()
    {
        if (options.Task == LearningTask.Regression)
        {
            return ([.. values], []);
        }

        // A label seen only in skipped rows is no class.
        string[] texts = new string[found.Count];
        bool[] used = new bool[found.Count];
        foreach ((string text, int index) in found)
        {
            texts[index] = text;
        }

        foreach (float kept in values)
        {
            used[(int)kept] = true;
        }

        string[] classes = OrderClasses([.. texts.Where((_, index) => used[index])]);
        float[] targetOf = new float[texts.Length];
        for (int index = 0; index < texts.Length; index++)
        {
            int position = used[index] ? ClassLabels.IndexOf(classes, texts[index]) : 0;
            targetOf[index] = options.Task == LearningTask.Binary ? (2 * position) - 1 : position;
        }

        return ([.. values.Select(kept => targetOf[(int)kept])], classes);
    }

    private string[] OrderClasses(string[] labels)
    {
        if (options.ClassNames is { } given)
        {
            return CheckGiven(labels, [.. given]);
        }

        string[] classes = ClassLabels.Order(labels);
        if (classes.Length < 2)
        {
            throw Failure($"needs at least 2 classes, but every row is '{CsvNumbers.Show(classes[0])}'. Check the column, or use LearningTask.Regression.");
        }

        if (options.Task != LearningTask.Binary)
        {
            return classes;
        }

        if (classes.Length > 2)
        {
            string more = classes.Length > MostListed ? $" and {classes.Length - MostListed} more" : string.Empty;
            throw Failure(
                $"must have 2 classes for a binary task, but has {classes.Length}: " +
                $"{string.Join(", ", classes.Take(MostListed).Select(name => $"'{CsvNumbers.Show(name)}'"))}{more}. Use LearningTask.Multiclass or LearningTask.Regression.");
        }

        if (options.PositiveLabel is { } positive)
        {
            int index = ClassLabels.IndexOf(classes, positive);
            if (index < 0)
            {
                throw Failure($"has the classes '{CsvNumbers.Show(classes[0])}' and '{CsvNumbers.Show(classes[1])}', but the positive label was to be '{positive}'. Name one of them.");
            }

            return [classes[1 - index], classes[index]];
        }

        return classes;
    }

    private string[] CheckGiven(string[] labels, string[] given)
    {
        if (options.Task == LearningTask.Binary && given.Length != 2)
        {
            throw new ArgumentException($"ClassNames must hold 2 names for a binary task, but holds {given.Length}.");
        }

        foreach (string label in labels)
        {
            if (ClassLabels.IndexOf(given, label) < 0)
            {
                throw Failure(
                    $"must have labels among {string.Join(", ", given.Take(MostListed).Select(name => $"'{CsvNumbers.Show(name)}'"))}, but a row is '{CsvNumbers.Show(label)}'. " +
                    "Use data with the labels that the model was trained on.");
            }
        }

        return given;
    }

    private InvalidDataException Failure(string message) => new($"{rows.Path}: label column {rows.Columns.Describe(column)} {message}");
}
