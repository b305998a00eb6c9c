namespace MLNetLandscape.Core.Data.Csv;

/// <summary>Rows of features as they come, with room for as many as the file seems to have: growing step by step would copy all of them several times.</summary>
/// <param name="width">Features of a row.</param>
/// <param name="shareRead">Tells which share of the file is read, above 0 to 1.</param>
internal sealed class FeatureBuffer(int width, Func<double> shareRead)
{
    private const int FirstRows = 64;

    /// <summary>More room than the estimate, in parts of it: rows are not all of one length.</summary>
    private const int SpareParts = 64;
    private float[] values = [];

    /// <summary>Rows kept.</summary>
    internal int Rows { get; private set; }

    /// <summary>All rows, one after another.</summary>
    internal ReadOnlyMemory<float> Values => values.AsMemory(0, Rows * width);

    /// <summary>Keeps a row.</summary>
    /// <exception cref="InvalidDataException">There are more numbers than an array holds.</exception>
    internal void Add(ReadOnlySpan<float> row)
    {
        long end = (Rows + 1L) * width;
        if (end > values.Length)
        {
            Grow(end);
        }

        row.CopyTo(values.AsSpan(Rows * width));
        Rows++;
    }

    private void Grow(long least)
    {
        if (least > Array.MaxLength)
        {
            throw new InvalidDataException($"A table must have at most {Array.MaxLength} numbers in all its rows, but row {Rows + 1L} of {width} numbers exceeds that. Split the file.");
        }

        double expected = Rows / Math.Clamp(shareRead(), 1e-9, 1);
        long rows = Rows < FirstRows ? FirstRows : Math.Max((long)(expected + (expected / SpareParts)), Rows + (Rows / 4L) + 1);
        Array.Resize(ref values, (int)Math.Clamp(rows * width, least, Array.MaxLength));
    }
}
