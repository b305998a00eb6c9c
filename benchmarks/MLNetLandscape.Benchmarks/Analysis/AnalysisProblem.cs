using System.Runtime.InteropServices;
using MLNetLandscape.Benchmarks.Cases;
using MLNetLandscape.Benchmarks.Steps;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Benchmarks.Analysis;

/// <summary>A dense network at its initial weights, standard normal rows with random labels, and the hinge^3: what analysis is measured on.</summary>
internal sealed class AnalysisProblem
{
    private const long Seed = 1;

    private readonly int[]? sizes;
    private readonly double[] features;
    private readonly double[] targets;

    private AnalysisProblem(string name, Network<double> network, Loss loss, Regularization penalties, double[] features, double[] targets, int[]? sizes = null)
    {
        (Name, this.sizes, this.features, this.targets) = (name, sizes, features, targets);
        Parameters = network.Parameters.ToArray();
        int rows = features.Length / network.InputSize;
        Objective = new NetworkObjective(network, loss, penalties, new Dataset<double> { Features = features, Targets = targets, Rows = rows });
    }

    /// <summary>For tables: "30-64-32-1 Relu".</summary>
    public string Name { get; }

    /// <summary>The objective.</summary>
    public NetworkObjective Objective { get; }

    /// <summary>The point.</summary>
    public double[] Parameters { get; }

    /// <summary>Draws a problem; the same in every process.</summary>
    public static AnalysisProblem Create(int[] sizes, Activation hidden, int rows)
    {
        NetworkDefinition definition = new()
        {
            Input = Shape.Vector(sizes[0]),
            Layers = [.. sizes.Skip(1).Select((units, i) => new Dense(units, i == sizes.Length - 2 ? new Identity() : hidden))],
        };
        RandomSource random = new RandomSource(Seed).Split(RandomPurpose.Data);
        double[] features = new double[rows * sizes[0]];
        double[] targets = new double[rows];
        foreach (ref double feature in features.AsSpan())
        {
            feature = random.NextNormal();
        }

        foreach (ref double target in targets.AsSpan())
        {
            target = (2 * random.NextInt32(2)) - 1;
        }

        string name = $"{string.Join('-', sizes)} {hidden.GetType().Name}";
        return new AnalysisProblem(name, Network<double>.Create(definition, Seed), new PolynomialHinge(3), new Regularization(), features, targets, sizes);
    }

    /// <summary>The network and rows of a training step's case, in double precision; a peer does not get these.</summary>
    public static AnalysisProblem Of(BenchmarkCase benchmark)
    {
        CaseData data = CaseData.Generate(benchmark);
        return new AnalysisProblem(benchmark.Name, data.Start.Convert<double>(), benchmark.Loss, BenchmarkCase.Penalties, Widen(data.Features), Widen(data.Targets));
    }

    /// <summary>Writes it for the peer: a description, and parameters, features and targets as little-endian doubles. Returns the description's path.</summary>
    public string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        string name = Name.Replace(' ', '-');
        using (FileStream numbers = File.Create(Path.Combine(folder, name + ".bin")))
        {
            numbers.Write(MemoryMarshal.AsBytes(Parameters.AsSpan()));
            numbers.Write(MemoryMarshal.AsBytes(features.AsSpan()));
            numbers.Write(MemoryMarshal.AsBytes(targets.AsSpan()));
        }

        string path = Path.Combine(folder, name + ".analysis.json");
        File.WriteAllText(path, JsonLines.Write(new { Sizes = sizes, Rows = targets.Length, Data = name + ".bin" }));
        return path;
    }

    private static double[] Widen(float[] values) => [.. values.Select(value => (double)value)];
}
