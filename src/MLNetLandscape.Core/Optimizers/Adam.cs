namespace MLNetLandscape.Core.Optimizers;

/// <summary>Adam.</summary>
/// <remarks>
/// <para>m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; p -= r m / (1 - b1^t) / (sqrt(v / (1 - b2^t)) + epsilon) in step t = 1, 2, ...</para>
/// <para>Source: Kingma and Ba 2015, arXiv:1412.6980, algorithm 1.</para>
/// </remarks>
/// <param name="Beta1">The decay of the first moment, from 0 to less than 1.</param>
/// <param name="Beta2">The decay of the second moment, from 0 to less than 1.</param>
/// <param name="Epsilon">Added to the root of the second moment, positive; 1e-8 as in the paper and PyTorch (Keras has 1e-7).</param>
public sealed record Adam(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : Optimizer
{
    /// <summary>The decay of the first moment, from 0 to less than 1.</summary>
    public double Beta1 { get; init => field = CheckDecay(value, "Adam.Beta1", 0.9); } = CheckDecay(Beta1, "Adam.Beta1", 0.9);

    /// <summary>The decay of the second moment, from 0 to less than 1.</summary>
    public double Beta2 { get; init => field = CheckDecay(value, "Adam.Beta2", 0.999); } = CheckDecay(Beta2, "Adam.Beta2", 0.999);

    /// <summary>Added to the root of the second moment, positive.</summary>
    public double Epsilon { get; init => field = CheckEpsilon(value, "Adam.Epsilon"); } = CheckEpsilon(Epsilon, "Adam.Epsilon");

    /// <inheritdoc/>
    public override OptimizerState<T> CreateState<T>(int parameterCount) =>
        new AdamState<T>(Beta1, Beta2, Epsilon, weightDecay: 0, parameterCount);
}
