namespace MLNetLandscape.Core.Pretraining;

/// <summary>A hidden layer and the readout that is optimal over it: f = S'g + P'p + c, of the neurons g and the linear pass-through p.</summary>
/// <param name="Neurons">The neurons.</param>
/// <param name="NeuronReadout">S, neurons x K.</param>
/// <param name="PassReadout">P, K x K; empty in the first layer, which has no pass-through.</param>
/// <param name="Bias">c, K numbers.</param>
internal sealed record LayerSolution(IReadOnlyList<GrownNeuron> Neurons, double[] NeuronReadout, double[] PassReadout, double[] Bias)
{
    /// <summary>K.</summary>
    public int Outputs => Bias.Length;

    /// <summary>The outputs f, column by column.</summary>
    public double[][] Evaluate(IReadOnlyList<double[]> neurons, IReadOnlyList<double[]> pass, int rows)
    {
        HiddenInputs features = new([.. neurons, .. PassReadout.Length == 0 ? [] : pass], rows);
        double[] weights = new double[features.Columns.Count];
        double[][] outputs = new double[Outputs][];
        for (int k = 0; k < Outputs; k++)
        {
            for (int j = 0; j < weights.Length; j++)
            {
                weights[j] = j < neurons.Count ? NeuronReadout[(j * Outputs) + k] : PassReadout[((j - neurons.Count) * Outputs) + k];
            }

            outputs[k] = features.Combine(weights, Bias[k]);
        }

        return outputs;
    }
}
