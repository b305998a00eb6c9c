namespace MLNetLandscape.Core.Objectives;

/// <summary>The penalties beside the data term; all default to none but lambda, which applies where the network has an exponential neuron.</summary>
public sealed record Regularization
{
    /// <summary>The default of <see cref="Lambda"/>: the article's l2(0.1) of Keras, which is 0.1 a^2, is lambda = 0.2 in lambda a^2 / 2.</summary>
    public const double DefaultLambda = 0.2;

    /// <summary>The factor of the sum of |w| over weights, at least 0. The subgradient at w = 0 is 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double L1 { get; init => field = Validated(nameof(L1), value, "To leave the weights alone, use 0."); }

    /// <summary>The factor of half the sum of w^2 over weights, at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double L2 { get; init => field = Validated(nameof(L2), value, "To leave the weights alone, use 0."); }

    /// <summary>lambda of the exponential neuron, positive for the theory to hold, at least 0.</summary>
    /// <remarks>
    /// lambda/2 times the sum of a^2 for skip and monomial neurons; lambda/2 times the sum of a^(2L) with one unit in each of L layers; lambda a^2 for
    /// the loss factor.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double Lambda
    {
        get;
        init => field = Validated(nameof(Lambda), value, "Keras's l2(c) on the scale is Lambda = 2c; for a plain network, remove the neuron.");
    } = DefaultLambda;

    private static double Validated(string name, double value, string remedy) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, $"{name} must be finite and at least 0, but was {value}. {remedy}");
}
