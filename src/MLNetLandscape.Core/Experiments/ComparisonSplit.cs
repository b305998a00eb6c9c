using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Experiments;

/// <summary>The data of one run: both parts, standardised by the training part.</summary>
/// <param name="Training">What is trained on.</param>
/// <param name="Validation">What is held out.</param>
/// <param name="ConstantFeatures">Features that do not vary in the training part.</param>
internal sealed record ComparisonSplit(Dataset<float> Training, Dataset<float> Validation, IReadOnlyList<string> ConstantFeatures)
{
    /// <summary>Splits the data for a run, counted from 0.</summary>
    public static ComparisonSplit Create(Dataset<float> data, ComparisonOptions options, int run)
    {
        Split split = DataSplit.StratifiedHoldout(data, options.ValidationFraction, Comparison.SeedOf(options, run, RandomPurpose.Splitting));
        Dataset<float> training = data.Select(split.Training);
        Standardizer standardizer = Standardizer.Fit(training);
        return new ComparisonSplit(standardizer.Apply(training), standardizer.Apply(data.Select(split.Validation)), ConstantNames(standardizer, data));
    }

    /// <summary>Refuses a batch that the training part cannot fill.</summary>
    public void ThrowIfSmallerThan(int batchSize)
    {
        if (batchSize > Training.Rows)
        {
            throw new ArgumentException(
                $"BatchSize must be at most the rows of the training part, {Training.Rows}, but was {batchSize}. Choose a smaller batch.");
        }
    }

    private static string[] ConstantNames(Standardizer standardizer, Dataset<float> data) =>
        [.. standardizer.ConstantFeatures.Select(i => data.FeatureNames.Count > 0 ? data.FeatureNames[i] : $"feature {i}")];
}
