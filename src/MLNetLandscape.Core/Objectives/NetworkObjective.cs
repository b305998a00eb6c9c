using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Core.Objectives;

/// <summary>The full-data objective of a network: the weighted mean loss plus the penalties.</summary>
public sealed class NetworkObjective : IObjective
{
    /// <summary>Binds the parts.</summary>
    public NetworkObjective(Network<double> network, Loss loss, Regularization regularization, Dataset<double> data, int chunkRows = 1024)
    {
        Dimension = network.Layout.Count;
    }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<double> parameters) => throw new NotImplementedException();

    /// <inheritdoc/>
    public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void HessianVectorProduct(ReadOnlySpan<double> parameters, ReadOnlySpan<double> vector, Span<double> product) => throw new NotImplementedException();

    /// <inheritdoc/>
    public IObjective Fork() => throw new NotImplementedException();
}
