namespace MLNetLandscape.Core.Objectives;

/// <summary>The penalties beside the data term; all default to none but lambda, which applies where the network has an exponential neuron.</summary>
public sealed record Regularization
{
    /// <summary>The default of <see cref="Lambda"/>: the article's l2(0.1) of Keras, which is 0.1 a^2, is lambda = 0.2 in lambda a^2 / 2.</summary>
    public const double DefaultLambda = 0.2;

    /// <summary>The factor of the sum of |w| over weights, at least 0.</summary>
    public double L1 { get; init; }

    /// <summary>The factor of half the sum of w^2 over weights, at least 0.</summary>
    public double L2 { get; init; }

    /// <summary>lambda of the exponential neuron, positive for the theory to hold, at least 0.</summary>
    public double Lambda { get; init; } = DefaultLambda;
}
