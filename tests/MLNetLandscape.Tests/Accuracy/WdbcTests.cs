using System.Globalization;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.Tests.Accuracy;

/// <summary>The network with its default options beside ML.NET's logistic regression with standardised features, on the same folds of three assignments.</summary>
public sealed class WdbcTests(ITestOutputHelper output)
{
    private const int Folds = 5;
    private static readonly int[] Seeds = [1, 2, 3];

    [Fact]
    public void Is_no_worse_than_logistic_regression_by_more_than_a_standard_error()
    {
        MLContext context = new(1);
        IDataView data = Load(context);
        var linear = context.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(context.BinaryClassification.Trainers.LbfgsLogisticRegression());
        List<double>[] logistic = [.. Seeds.Select(seed => Accuracies(context, data, linear, seed))];
        double[] network =
            [.. Seeds.Select(seed => Accuracies(context, data, context.Landscape().BinaryNetwork(new BinaryNetworkOptions { Seed = seed }), seed).Average())];
        double expected = logistic.Average(folds => folds.Average());
        double standardError = logistic.Average(folds => Deviation(folds) / Math.Sqrt(Folds));
        string figures = $"network {network.Average():F4} ({string.Join(' ', network)}), logistic regression {expected:F4} +- {standardError:F4}";
        output.WriteLine(figures);
        Assert.True(network.Average() >= expected - standardError, figures);
    }

    private static List<double> Accuracies(MLContext context, IDataView data, IEstimator<ITransformer> estimator, int seed) =>
        [.. context.BinaryClassification.CrossValidate(data, estimator, Folds, seed: seed).Select(fold => fold.Metrics.Accuracy)];

    private static double Deviation(IReadOnlyList<double> values) =>
        Math.Sqrt(values.Sum(value => (value - values.Average()) * (value - values.Average())) / (values.Count - 1));

    private static IDataView Load(MLContext context)
    {
        string[] lines = File.ReadAllLines(DatasetFiles.Wdbc());
        string[] classes = [.. lines.Skip(1).Select(line => line.Split(',')[^1]).Distinct()];
        Assert.Equal(2, classes.Length);
        return context.Data.LoadFromEnumerable(lines.Skip(1).Select(line => line.Split(',')).Select(fields => new Row
        {
            Label = fields[^1] == classes[0],
            Features = [.. fields.SkipLast(1).Select(field => float.Parse(field, CultureInfo.InvariantCulture))],
        }).ToList());
    }

    private sealed class Row
    {
        public bool Label { get; set; }

        [VectorType(30)]
        public float[] Features { get; set; } = [];
    }
}
