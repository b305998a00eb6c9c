using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Data;

/// <summary>Means and deviations of columns, gathered row by row.</summary>
/// <remarks>
/// m' = m + (x - m) / n, S' = S + (x - m)(x - m'); the deviation is sqrt(S / n). Source: Welford, Technometrics 4 (1962), 419-420.
/// </remarks>
internal sealed class FeatureMoments(int width)
{
    private readonly double[] means = new double[width];
    private readonly double[] squares = new double[width];
    private readonly float[] first = new float[width];
    private readonly bool[] varies = new bool[width];

    /// <summary>Rows gathered.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds a row.</summary>
    public void Add(ReadOnlySpan<float> row)
    {
        if (Rows++ == 0)
        {
            row.CopyTo(first);
        }

        for (int j = 0; j < row.Length; j++)
        {
            double difference = row[j] - means[j];
            means[j] += difference / Rows;
            squares[j] += difference * (row[j] - means[j]);
            varies[j] |= row[j] != first[j];
        }
    }

    /// <summary>The scaling; a constant feature gets its value as mean and the deviation 1.</summary>
    public Standardizer ToStandardizer()
    {
        double[] deviations = new double[width];
        List<int> constant = [];
        for (int j = 0; j < width; j++)
        {
            deviations[j] = varies[j] ? Math.Sqrt(squares[j] / Rows) : 1;
            if (!varies[j])
            {
                means[j] = first[j];
                constant.Add(j);
            }
        }

        return new Standardizer { Means = means, Deviations = deviations, ConstantFeatures = constant };
    }

    /// <summary>The scaling of a single column as a label.</summary>
    public LabelScaling ToLabelScaling()
    {
        Standardizer standardizer = ToStandardizer();
        return new LabelScaling(standardizer.Means[0], standardizer.Deviations[0]);
    }
}
