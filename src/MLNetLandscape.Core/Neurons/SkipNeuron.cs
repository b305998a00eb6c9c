namespace MLNetLandscape.Core.Neurons;

/// <summary>One exponential neuron per output, from the input straight to the output: f_k(x) = f0_k(x) + a_k exp(w_k'x + b_k), penalised by lambda/2 ||a||^2.</summary>
/// <remarks>
/// <para>Parameters, in order, for K outputs and d inputs: a (K), w (K x d, row-major), b (K).</para>
/// <para>The added term comes after the output's activation. The exponent is clamped to <paramref name="MaximumExponent"/>, beyond which the term is
/// constant; clamped evaluations are counted and reported. In single precision 25 keeps the cube of the term below overflow.</para>
/// <para>Sources: K = 1: Liang, Sun, Lee, Srikant, NeurIPS 2018, arXiv:1805.08671, Theorem 1; K > 1: Kawaguchi and Kaelbling 2019, arXiv:1901.00279.</para>
/// </remarks>
/// <param name="MaximumExponent">The clamp of w'x + b, positive.</param>
public sealed record SkipNeuron(double MaximumExponent = 25) : NeuronDefinition
{
    /// <summary>The clamp, positive and finite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The clamp is not positive or not finite.</exception>
    public double MaximumExponent { get; init => field = ExponentClamp.Validated(value); } = ExponentClamp.Validated(MaximumExponent);
}
