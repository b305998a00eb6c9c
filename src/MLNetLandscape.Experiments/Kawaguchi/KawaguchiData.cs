using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments.Kawaguchi;

/// <summary>The rows that tuples train on and are compared on: MNIST's training and test digits, or four fifths and one fifth of Boston housing, standardised.</summary>
internal sealed record KawaguchiData(Dataset<float> Training, Dataset<float> Compared)
{
    private const double BostonHoldout = 0.2;

    /// <summary>The rows of a trial.</summary>
    public static KawaguchiData Load(KawaguchiTrialSettings settings, TrialContext context)
    {
        KawaguchiData all = settings.IsMnist
            ? TrialData.Load(context, "digits", folder => Mnist(Path.Combine(folder, "mnist")))
            : TrialData.Load(context, "houses", folder => Boston(Path.Combine(folder, "boston", "housing.txt")));
        return new KawaguchiData(First(all.Training, settings.TrainingRows), First(all.Compared, settings.ComparedRows));
    }

    private static KawaguchiData Mnist(string folder) => new(MnistDataset.LoadTraining(folder), MnistDataset.LoadTest(folder));

    private static KawaguchiData Boston(string path)
    {
        Dataset<float> data = CsvDataset.Load(path, new CsvOptions { LabelColumn = "MedianHomeValue", Task = LearningTask.Regression }).Data;
        Split split = DataSplit.Holdout(data, BostonHoldout, unchecked((long)new RandomSource(1).Split(RandomPurpose.Splitting).Key));
        Standardizer scaling = Standardizer.Fit(data.Select(split.Training));
        return new KawaguchiData(scaling.Apply(data.Select(split.Training)), scaling.Apply(data.Select(split.Validation)));
    }

    private static Dataset<float> First(Dataset<float> data, int rows) => rows >= data.Rows ? data : data.Select([.. Enumerable.Range(0, rows)]);
}
