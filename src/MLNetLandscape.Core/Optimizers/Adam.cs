namespace MLNetLandscape.Core.Optimizers;

/// <summary>Adam, Kingma and Ba 2015, arXiv:1412.6980, algorithm 1.</summary>
/// <param name="Beta1">The decay of the first moment.</param>
/// <param name="Beta2">The decay of the second moment.</param>
/// <param name="Epsilon">Added to the root of the second moment; 1e-8 as in the paper and PyTorch (Keras has 1e-7).</param>
public sealed record Adam(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : Optimizer
{
    /// <inheritdoc/>
    public override OptimizerState<T> CreateState<T>(int parameterCount) => throw new NotImplementedException();
}
