using System.Globalization;

namespace MLNetLandscape.Core.Data.Csv;

/// <summary>The order of classes, and which class a label is.</summary>
/// <remarks>
/// Where every label is a number, labels of equal value ("1" and "1.0") are one class, named by the first of them, and classes go by value:
/// 0 before 1, -1 before 1, 2 before 10. Otherwise classes go by ordinal order of their texts: B before M.
/// </remarks>
internal static class ClassLabels
{
    /// <summary>The classes of the labels, in order.</summary>
    internal static string[] Order(string[] labels)
    {
        if (!labels.All(label => TryNumber(label, out _)))
        {
            return [.. labels.Order(StringComparer.Ordinal)];
        }

        return [.. labels.DistinctBy(Number).OrderBy(Number)];
    }

    /// <summary>The class that a label is: by text, else by value; -1 where it is none.</summary>
    internal static int IndexOf(string[] classes, string label)
    {
        int index = Array.IndexOf(classes, label);
        return index < 0 && TryNumber(label, out double value)
            ? Array.FindIndex(classes, name => TryNumber(name, out double other) && other == value)
            : index;
    }

    private static double Number(string label) => TryNumber(label, out double value) ? value : double.NaN;

    private static bool TryNumber(string label, out double value) =>
        double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
