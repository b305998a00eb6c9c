using System.Globalization;
using Microsoft.ML.Trainers.FastTree;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.Tests.Accuracy;

/// <summary>The network with its default options beside ML.NET's boosted trees with theirs, on the same folds of three assignments of the housing data.</summary>
public sealed class HousingTests(ITestOutputHelper output)
{
    [Fact]
    public void Is_no_worse_than_boosted_trees_by_more_than_a_tenth()
    {
        MLContext context = new(1);
        IDataView data = Load(context);
        int[] seeds = [1, 2, 3];
        double trees = seeds.Average(seed => Error(context, data, context.Regression.Trainers.FastTree(), seed));
        double network = seeds.Average(seed => Error(context, data, context.Landscape().RegressionNetwork(new RegressionNetworkOptions { Seed = seed }), seed));
        output.WriteLine($"root mean squared error: network {network:F3}, FastTree {trees:F3}");
        Assert.True(network <= 1.1 * trees, $"network {network}, FastTree {trees}");
    }

    private static double Error(MLContext context, IDataView data, IEstimator<ITransformer> estimator, int seed) =>
        context.Regression.CrossValidate(data, estimator, 5, seed: seed).Average(fold => fold.Metrics.RootMeanSquaredError);

    private static IDataView Load(MLContext context) => context.Data.LoadFromEnumerable(
        File.ReadLines(DatasetFiles.Housing()).Skip(1)
            .Select(line => line.Split('\t').Select(field => float.Parse(field, CultureInfo.InvariantCulture)).ToArray())
            .Select(fields => new Row { Label = fields[0], Features = fields[1..] }).ToList());

    private sealed class Row
    {
        public float Label { get; set; }

        [VectorType(13)]
        public float[] Features { get; set; } = [];
    }
}
