using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetLandscape.Core.Statistics;

namespace MLNetLandscape.Streaming;

/// <summary>The trainers with default options beside ML.NET's own, over several assignments of rows to folds that no default was chosen on.</summary>
internal static class FoldComparison
{
    private const int Folds = 5;
    private const int FirstSeed = 201;

    /// <summary>Prints the mean of each trainer over cross-validations, and the mean paired difference with its standard error.</summary>
    /// <param name="repeats">Cross-validations, at least 2.</param>
    /// <param name="housing">The Boston housing table, tab-separated with a header, label first; null leaves regression out.</param>
    public static void Measure(int repeats, string? housing)
    {
        MLContext context = new(seed: 1);
        IDataView wdbc = Load<Tumour>(context, Wdbc(), ',', fields => new Tumour { Label = fields[^1] == "M", Features = Numbers(fields[..^1]) });
        var linear = context.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(context.BinaryClassification.Trainers.LbfgsLogisticRegression());
        Compare(
            "WDBC, accuracy: LbfgsLogisticRegression",
            repeats,
            seed => Accuracy(context, wdbc, linear, seed),
            seed => Accuracy(context, wdbc, context.Landscape().BinaryNetwork(new() { Seed = seed }), seed));
        if (housing is not null)
        {
            IDataView houses = Load<House>(context, housing, '\t', fields => new House { Label = Numbers(fields[..1])[0], Features = Numbers(fields[1..]) });
            Compare(
                "housing, RMSE: FastTree",
                repeats,
                seed => Error(context, houses, context.Regression.Trainers.FastTree(), seed),
                seed => Error(context, houses, context.Landscape().RegressionNetwork(new() { Seed = seed }), seed));
        }
    }

    private static void Compare(string name, int repeats, Func<int, double> theirs, Func<int, double> ours)
    {
        double[] peer = new double[repeats];
        double[] network = new double[repeats];
        for (int i = 0; i < repeats; i++)
        {
            (peer[i], network[i]) = (theirs(FirstSeed + i), ours(FirstSeed + i));
        }

        double[] differences = [.. network.Zip(peer, (mine, other) => mine - other)];
        Console.WriteLine(FormattableString.Invariant(
            $"{name} {peer.Average():F4}, network {network.Average():F4}, difference {differences.Average():F4}, 95 % interval +- {MeanInterval.Of(differences, 0.95).HalfWidth:F4}"));
    }

    private static double Accuracy(MLContext context, IDataView data, IEstimator<ITransformer> trainer, int seed) =>
        context.BinaryClassification.CrossValidate(data, trainer, Folds, seed: seed).Average(fold => fold.Metrics.Accuracy);

    private static double Error(MLContext context, IDataView data, IEstimator<ITransformer> trainer, int seed) =>
        context.Regression.CrossValidate(data, trainer, Folds, seed: seed).Average(fold => fold.Metrics.RootMeanSquaredError);

    private static IDataView Load<TRow>(MLContext context, string path, char separator, Func<string[], TRow> read)
        where TRow : class =>
        context.Data.LoadFromEnumerable(File.ReadLines(path).Skip(1).Select(line => read(line.Split(separator))).ToList());

    private static float[] Numbers(string[] fields) => [.. fields.Select(field => float.Parse(field, CultureInfo.InvariantCulture))];

    private static string Wdbc()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MLNetLandscape.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? ".", "datasets", "wdbc.csv");
    }

    private sealed class Tumour
    {
        public bool Label { get; set; }

        [VectorType(30)]
        public float[] Features { get; set; } = [];
    }

    private sealed class House
    {
        public float Label { get; set; }

        [VectorType(13)]
        public float[] Features { get; set; } = [];
    }
}
