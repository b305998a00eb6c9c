namespace MLNetLandscape.Core.Neurons;

/// <summary>No added unit: the data loss L is replaced by L (1 + (a e^b - 1)^2) + lambda a^2, with two scalars a and b beside the network.</summary>
/// <remarks>Parameters, in order: a, b. The outputs are the base network's. Source: Sohl-Dickstein and Kawaguchi 2019, arXiv:1901.03909.</remarks>
/// <param name="MaximumExponent">The clamp of b, positive.</param>
public sealed record LossFactorNeuron(double MaximumExponent = 25) : NeuronDefinition
{
    /// <summary>The clamp, positive and finite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The clamp is not positive or not finite.</exception>
    public double MaximumExponent { get; init => field = ExponentClamp.Validated(value); } = ExponentClamp.Validated(MaximumExponent);
}
