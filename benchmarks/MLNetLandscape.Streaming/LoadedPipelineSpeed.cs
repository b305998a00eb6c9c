using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.Streaming;

/// <summary>Rows a second that a fitted, a loaded and a restored pipeline score, with the default network of the binary trainer.</summary>
internal static class LoadedPipelineSpeed
{
    private const int Rows = 200_000;
    private const int Rounds = 5;

    /// <summary>Prints the median over rounds, in which the three take turns.</summary>
    public static void Measure()
    {
        MLContext context = new(seed: 1);
        IDataView data = context.Data.Cache(context.Data.LoadFromEnumerable(StreamedRow.Generate(Rows)));
        ITransformer fitted = context.Landscape().BinaryNetwork(new BinaryNetworkOptions { NumberOfEpochs = 1, BatchSize = 512, Seed = 1 }).Fit(data);
        using MemoryStream file = new();
        context.Model.Save(fitted, data.Schema, file);
        file.Position = 0;
        ITransformer loaded = context.Model.Load(file, out _);
        (string Name, ITransformer Pipeline)[] pipelines =
            [("fitted", fitted), ("loaded", loaded), ("restored", context.Landscape().RestoreModels(loaded))];
        Dictionary<string, List<double>> rates = pipelines.ToDictionary(pipeline => pipeline.Name, _ => new List<double>());
        for (int round = 0; round <= Rounds; round++)
        {
            foreach ((string name, ITransformer pipeline) in pipelines)
            {
                double rate = Score(pipeline.Transform(data));
                if (round > 0)
                {
                    rates[name].Add(rate);
                }
            }
        }

        foreach ((string name, List<double> all) in rates)
        {
            Console.WriteLine(FormattableString.Invariant($"{name}: {all.Order().ElementAt(Rounds / 2):N0} rows a second"));
        }
    }

    private static double Score(IDataView scored)
    {
        long start = Stopwatch.GetTimestamp();
        double sum = 0;
        foreach (float probability in scored.GetColumn<float>("Probability"))
        {
            sum += probability;
        }

        return sum >= 0 ? Rows / Stopwatch.GetElapsedTime(start).TotalSeconds : throw new InvalidOperationException("A probability is negative.");
    }
}
