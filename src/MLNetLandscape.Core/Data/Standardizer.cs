namespace MLNetLandscape.Core.Data;

/// <summary>Shifts and scales each feature to mean 0 and standard deviation 1, as learnt on the training part.</summary>
/// <remarks>
/// <para>x' = (x - mean) / deviation, computed in double and rounded once; the deviation is that of the population (divisor n). Example
/// weights play no part: scaling serves the optimiser, which sees every row.</para>
/// <para>Learn it on the training rows alone: figures of the validation rows in the scaling are a leak.</para>
/// </remarks>
public sealed record Standardizer
{
    /// <summary>The mean of each feature.</summary>
    public required double[] Means { get; init; }

    /// <summary>The standard deviation of each feature, above 0; 1 for a constant feature, which becomes 0.</summary>
    public required double[] Deviations { get; init; }

    /// <summary>The indices of the features that are constant in the training part.</summary>
    public IReadOnlyList<int> ConstantFeatures { get; init; } = [];

    /// <summary>Learns means and deviations feature by feature.</summary>
    /// <exception cref="ArgumentException">The data set breaks a rule of <see cref="Dataset{T}.Validate"/>.</exception>
    public static Standardizer Fit(Dataset<float> training)
    {
        ArgumentNullException.ThrowIfNull(training);
        ReadOnlySpan<float> features = training.Validate().Features.Span;
        int width = training.FeatureCount;
        double[] means = new double[width];
        for (int i = 0; i < features.Length; i += width)
        {
            for (int j = 0; j < width; j++)
            {
                means[j] += features[i + j];
            }
        }

        Divide(means, training.Rows);
        double[] deviations = new double[width];
        bool[] varies = new bool[width];
        for (int i = 0; i < features.Length; i += width)
        {
            for (int j = 0; j < width; j++)
            {
                double difference = features[i + j] - means[j];
                deviations[j] += difference * difference;
                varies[j] |= features[i + j] != features[j];
            }
        }

        Divide(deviations, training.Rows);
        List<int> constant = [];
        for (int j = 0; j < width; j++)
        {
            deviations[j] = varies[j] ? Math.Sqrt(deviations[j]) : 1;
            if (!varies[j])
            {
                means[j] = features[j];
                constant.Add(j);
            }
        }

        return new Standardizer { Means = means, Deviations = deviations, ConstantFeatures = constant };
    }

    /// <summary>Learns one mean and one deviation over all features, for inputs of one kind such as pixels.</summary>
    /// <exception cref="ArgumentException">The data set breaks a rule of <see cref="Dataset{T}.Validate"/>.</exception>
    public static Standardizer FitGlobal(Dataset<float> training)
    {
        ArgumentNullException.ThrowIfNull(training);
        Dataset<float> column = training.Validate() with
        {
            Rows = training.Features.Length,
            Targets = training.Features,
            Weights = null,
            Groups = [],
            FeatureNames = [],
        };
        Standardizer one = Fit(column);
        double[] means = new double[training.FeatureCount];
        double[] deviations = new double[training.FeatureCount];
        Array.Fill(means, one.Means[0]);
        Array.Fill(deviations, one.Deviations[0]);
        return new Standardizer
        {
            Means = means,
            Deviations = deviations,
            ConstantFeatures = one.ConstantFeatures.Count == 0 ? [] : [.. Enumerable.Range(0, training.FeatureCount)],
        };
    }

    /// <summary>The data set with scaled features; everything else is shared with the original.</summary>
    /// <exception cref="ArgumentException">Another number of features, or a feature that overflows.</exception>
    public Dataset<float> Apply(Dataset<float> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckWidth(data.FeatureCount);
        float[] scaled = data.Features.ToArray();
        Apply(scaled);
        return (data with { Features = scaled }).Validate();
    }

    /// <summary>Scales a row, or several rows one after another, in place. Allocates nothing.</summary>
    /// <exception cref="ArgumentException">The length is not a positive multiple of the number of features.</exception>
    public void Apply(Span<float> row)
    {
        int width = Means.Length;
        if (row.IsEmpty || row.Length % width != 0)
        {
            CheckWidth(row.Length);
        }

        for (int i = 0; i < row.Length; i += width)
        {
            Span<float> one = row.Slice(i, width);
            for (int j = 0; j < one.Length; j++)
            {
                one[j] = (float)((one[j] - Means[j]) / Deviations[j]);
            }
        }
    }

    private void CheckWidth(int width)
    {
        if (width != Means.Length)
        {
            throw new ArgumentException(
                $"The standardizer was learnt on {Means.Length} features, but the data has {width}. Pass the features of the training data.");
        }
    }

    private static void Divide(double[] sums, int count)
    {
        for (int j = 0; j < sums.Length; j++)
        {
            sums[j] /= count;
        }
    }
}
