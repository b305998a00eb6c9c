namespace MLNetLandscape.Core.Networks;

/// <summary>Evaluates a network on rows.</summary>
public sealed class Predictor<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Binds a network, which is read at every prediction, and allocates for <paramref name="rowCapacity"/> rows at a time.</summary>
    public Predictor(Network<T> network, int rowCapacity = 1024, int threads = 1)
    {
        Network = network;
    }

    /// <summary>The network.</summary>
    public Network<T> Network { get; }

    /// <summary>Computes the outputs of any number of rows.</summary>
    /// <param name="rows">Rows x features.</param>
    /// <param name="outputs">Receives rows x outputs.</param>
    public void Predict(ReadOnlySpan<T> rows, Span<T> outputs) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
