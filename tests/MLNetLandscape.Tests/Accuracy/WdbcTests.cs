using System.Globalization;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.Tests.Accuracy;

/// <summary>The network with its default options, averaged over three seeds, beside ML.NET's logistic regression with standardised features, on the same folds.</summary>
public sealed class WdbcTests(ITestOutputHelper output)
{
    private const int Folds = 5;

    [Fact]
    public void Is_no_worse_than_logistic_regression_by_more_than_a_standard_error()
    {
        MLContext context = new(1);
        IDataView data = Load(context);
        IReadOnlyList<double> linear = Accuracies(
            context, data, context.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(context.BinaryClassification.Trainers.LbfgsLogisticRegression()));
        double[] network = [.. Enumerable.Range(1, 3)
            .Select(seed => Accuracies(context, data, context.Landscape().BinaryNetwork(new BinaryNetworkOptions { Seed = seed })).Average())];
        double standardError = Deviation(linear) / Math.Sqrt(Folds);
        string figures = $"network {network.Average():F4} ({string.Join(' ', network)}), logistic regression {linear.Average():F4} +- {standardError:F4}";
        output.WriteLine(figures);
        Assert.True(network.Average() >= linear.Average() - standardError, figures);
    }

    private static List<double> Accuracies(MLContext context, IDataView data, IEstimator<ITransformer> estimator) =>
        [.. context.BinaryClassification.CrossValidate(data, estimator, Folds, seed: 1).Select(fold => fold.Metrics.Accuracy)];

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
