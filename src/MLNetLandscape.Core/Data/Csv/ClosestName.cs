namespace MLNetLandscape.Core.Data.Csv;

/// <summary>Guesses which name was meant.</summary>
internal static class ClosestName
{
    /// <summary>The candidate with the fewest edits (case aside) if they are few enough for a slip, else null.</summary>
    internal static string? Find(string name, IEnumerable<string> candidates)
    {
        string? closest = null;
        int fewest = Math.Min(name.Length, Math.Max(1, name.Length / 3) + 1);
        foreach (string candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) < fewest && Distance(name, candidate) is int distance && distance < fewest)
            {
                (closest, fewest) = (candidate, distance);
            }
        }

        return closest;
    }

    /// <summary>Levenshtein's distance: the fewest insertions, deletions and replacements that turn one into the other.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                bool same = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]);
                int replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
