using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Threading;

namespace MLNetLandscape.Core.Networks;

/// <summary>Evaluates a network on rows, in inference mode.</summary>
/// <remarks>Not safe for concurrent calls: each thread of an application takes a predictor of its own; they can share the network, which is only read.</remarks>
/// <typeparam name="T">Single or double.</typeparam>
public sealed class Predictor<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly PredictionJob<T> job;
    private readonly ThreadTeam team;

    /// <summary>Binds a network, whose parameters are read anew at every prediction, and allocates the buffers.</summary>
    /// <param name="network">The network.</param>
    /// <param name="rowCapacity">The most rows to take at a time, at least 1; large networks take fewer, so that their buffers stay small.</param>
    /// <param name="threads">Threads, at least 1; the result does not depend on it.</param>
    public Predictor(Network<T> network, int rowCapacity = 1024, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(rowCapacity, 1);
        job = new PredictionJob<T>(new NetworkPass<T>(network, Math.Min(rowCapacity, network.Plan.ModestRows)));
        team = new ThreadTeam(threads);
    }

    /// <summary>The network.</summary>
    public Network<T> Network => job.Pass.Network;

    /// <summary>Computes the outputs of any number of rows. After the first call no call allocates.</summary>
    /// <param name="rows">Rows x features, one row after another.</param>
    /// <param name="outputs">Receives rows x outputs.</param>
    /// <exception cref="ArgumentException">A part of a row, or a different number of outputs.</exception>
    public void Predict(ReadOnlySpan<T> rows, Span<T> outputs)
    {
        int features = Network.InputSize;
        int width = Network.OutputSize;
        int count = rows.Length / features;
        if (count * features != rows.Length)
        {
            throw new ArgumentException($"The network takes rows of {features} features, but {rows.Length} numbers are no whole number of rows.", nameof(rows));
        }

        if (outputs.Length != count * width)
        {
            throw new ArgumentException(
                $"{count} rows have {count} x {width} outputs, but there is room for {outputs.Length}. Pass as many as rows x OutputSize.", nameof(outputs));
        }

        for (int start = 0; start < count; start += job.Pass.RowCapacity)
        {
            int chunk = Math.Min(job.Pass.RowCapacity, count - start);
            job.Run(rows.Slice(start * features, chunk * features), team);
            TransposeKernel.ToRows<T>(job.Pass.Output.Values, outputs.Slice(start * width, chunk * width), chunk, width);
        }
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose() => team.Dispose();
}
