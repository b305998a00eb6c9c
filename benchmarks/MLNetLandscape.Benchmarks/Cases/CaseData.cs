using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Benchmarks.Cases;

/// <summary>A case's starting network and its generated data: standard normal features, labels at random.</summary>
/// <remarks>Labels that no feature explains keep the loss and the gradients away from zero, so that a block of steps never runs into denormal numbers.</remarks>
internal sealed class CaseData
{
    private CaseData(BenchmarkCase benchmark)
    {
        Benchmark = benchmark;
        Start = Network<float>.Create(benchmark.Network, BenchmarkCase.Seed);
        Outputs = Start.OutputSize;
        Parameters = Start.Parameters.ToArray();
        Features = new float[benchmark.Rows * benchmark.Network.Input.Size];
        Targets = new float[benchmark.Rows];
    }

    /// <summary>The case.</summary>
    public BenchmarkCase Benchmark { get; }

    /// <summary>The network before the first step.</summary>
    public Network<float> Start { get; }

    /// <summary>Outputs of the network.</summary>
    public int Outputs { get; }

    /// <summary>The flat starting parameters.</summary>
    public float[] Parameters { get; }

    /// <summary>Rows x features.</summary>
    public float[] Features { get; }

    /// <summary>One target a row: -1 or +1, or a class index.</summary>
    public float[] Targets { get; }

    /// <summary>Draws the data of a case; the same in every process.</summary>
    public static CaseData Generate(BenchmarkCase benchmark)
    {
        CaseData data = new(benchmark);
        RandomSource random = new RandomSource(BenchmarkCase.Seed).Split(RandomPurpose.Data);
        foreach (ref float feature in data.Features.AsSpan())
        {
            feature = (float)random.NextNormal();
        }

        bool classes = benchmark.Loss.Target == TargetKind.ClassIndex;
        foreach (ref float target in data.Targets.AsSpan())
        {
            target = classes ? random.NextInt32(data.Outputs) : (2 * random.NextInt32(2)) - 1;
        }

        return data;
    }

    /// <summary>The data cut into batches, in order.</summary>
    public IReadOnlyList<Batch<float>> Cut()
    {
        int features = Benchmark.Network.Input.Size;
        List<Batch<float>> batches = [];
        for (int i = 0; i < BenchmarkCase.Batches; i++)
        {
            int rows = Benchmark.BatchSize;
            Batch<float> batch = new(rows, features, 1) { Rows = rows };
            Features.AsSpan(i * rows * features, rows * features).CopyTo(batch.Features);
            Targets.AsSpan(i * rows, rows).CopyTo(batch.Targets);
            batch.Weights.Fill(1);
            batches.Add(batch);
        }

        return batches;
    }
}
