namespace MLNetLandscape.Core.Neurons;

/// <summary>One exponential unit in every hidden dense layer, fully connected to the next layer, no skip; its outgoing weights a are penalised by lambda/2 ||a||_{2L}^{2L}.</summary>
/// <remarks>
/// <para>L is the number of hidden dense layers. The unit of layer l computes exp(w'h + b) of the previous layer's output h (which includes that layer's
/// own exponential unit); a is the column that it adds to the next layer's weights.</para>
/// <para>Source: Liang, Sun, Lee, Srikant, NeurIPS 2018, arXiv:1805.08671, the extension to one neuron per layer.</para>
/// </remarks>
/// <param name="MaximumExponent">The clamp of the exponents, positive.</param>
public sealed record LayerwiseNeurons(double MaximumExponent = 25) : NeuronDefinition
{
    /// <summary>The clamp, positive and finite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The clamp is not positive or not finite.</exception>
    public double MaximumExponent { get; init => field = ExponentClamp.Validated(value); } = ExponentClamp.Validated(MaximumExponent);
}
