namespace MLNetLandscape.Core.Neurons;

/// <summary>An exponential neuron's state at one moment.</summary>
/// <remarks>
/// a near zero alone certifies nothing: the neuron can diverge while its scale vanishes, so watch b, ||w|| and the largest term too.
/// With several neurons each figure is the one of the neuron with the largest term.
/// </remarks>
/// <param name="Scale">a.</param>
/// <param name="Bias">b.</param>
/// <param name="WeightNorm">||w||; 0 where the form has no w.</param>
/// <param name="LargestTerm">The largest |a exp(w'x + b)| on the data (|a e^b - 1| for the loss-factor form).</param>
/// <param name="ClampedExponents">Exponents clamped on the data.</param>
public sealed record NeuronTrace(double Scale, double Bias, double WeightNorm, double LargestTerm, long ClampedExponents);
