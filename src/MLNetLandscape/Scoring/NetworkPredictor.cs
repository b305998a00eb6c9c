using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Scoring;

/// <summary>Computes a network's outputs. A row's outputs have the same bits whatever rows they are computed with.</summary>
internal sealed class NetworkPredictor(Network<float> network, int rowCapacity) : IRowPredictor
{
    private readonly Predictor<float> predictor = new(network, rowCapacity);

    public void Predict(ReadOnlySpan<float> rows, Span<float> outputs) => predictor.Predict(rows, outputs);

    public void Dispose() => predictor.Dispose();
}
