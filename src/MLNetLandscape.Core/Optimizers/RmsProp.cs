namespace MLNetLandscape.Core.Optimizers;

/// <summary>RMSprop in PyTorch's form.</summary>
/// <remarks>
/// <para>v = s v + (1 - s) g^2; d = g / (sqrt(v) + epsilon); p -= r d, or with momentum u = mu u + d and p -= r u.</para>
/// <para>Source: Tieleman and Hinton, COURSERA: Neural Networks for Machine Learning, lecture 6.5, 2012. Epsilon is added outside the root,
/// as in PyTorch (TensorFlow 1 adds it inside).</para>
/// </remarks>
/// <param name="Smoothing">s, from 0 to less than 1; 0.99 as in PyTorch, where it is alpha.</param>
/// <param name="Momentum">mu, from 0 to less than 1; 0 by default, none.</param>
/// <param name="Epsilon">Added to the root, positive.</param>
public sealed record RmsProp(double Smoothing = 0.99, double Momentum = 0, double Epsilon = 1e-8) : Optimizer
{
    /// <summary>s, from 0 to less than 1.</summary>
    public double Smoothing { get; init => field = CheckDecay(value, "RmsProp.Smoothing", 0.99); } = CheckDecay(Smoothing, "RmsProp.Smoothing", 0.99);

    /// <summary>mu, from 0 to less than 1.</summary>
    public double Momentum { get; init => field = CheckDecay(value, "RmsProp.Momentum", 0.9); } = CheckDecay(Momentum, "RmsProp.Momentum", 0.9);

    /// <summary>Added to the root, positive.</summary>
    public double Epsilon { get; init => field = CheckEpsilon(value, "RmsProp.Epsilon"); } = CheckEpsilon(Epsilon, "RmsProp.Epsilon");

    /// <inheritdoc/>
    public override OptimizerState<T> CreateState<T>(int parameterCount) => new RmsPropState<T>(this, parameterCount);
}
