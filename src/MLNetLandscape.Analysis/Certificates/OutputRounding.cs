using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Analysis.Certificates;

/// <summary>How far the computed outputs of a network can be from the exact ones, row by row.</summary>
/// <remarks>
/// <para>An error of one part in 2^53 per operation grows at most as the network of absolute values does: with |W|, |b|, |x| and the activations f
/// replaced by majorants of slope one, |computed - exact| &lt;= c u M, where M is that network's output, u = 2^-53 and c the operations along a path
/// (Higham, "Accuracy and Stability of Numerical Algorithms", 2nd ed. 2002, section 3.1). The bound is generous, and that is its purpose:
/// parameters of 1e12 that cancel make it large, and no certificate is given on cancelled digits.</para>
/// </remarks>
internal static class OutputRounding
{
    /// <summary>The bound per row, the largest over outputs; null for layers that it does not know.</summary>
    public static double[]? Bound(Network<double> baseNetwork, Dataset<double> data)
    {
        List<LayerDefinition> layers = [];
        double operations = 16;
        foreach (LayerDefinition layer in baseNetwork.Definition.Layers)
        {
            switch (layer)
            {
                case Dense dense when Majorant(dense.Activation) is { } majorant:
                    layers.Add(dense with { Activation = majorant });
                    break;
                case Convolution2D convolution when Majorant(convolution.Activation) is { } majorant:
                    layers.Add(convolution with { Activation = majorant });
                    break;
                case MaxPooling2D or Flatten or Dropout:
                    layers.Add(layer);
                    break;
                default:
                    return null;
            }
        }

        foreach (ParameterEntry entry in baseNetwork.Layout.Entries)
        {
            operations += entry.Block.Columns + 16;
        }

        double[] parameters = [.. baseNetwork.Parameters.ToArray().Select(Math.Abs)];
        Network<double> magnitudes = Network<double>.FromParameters(baseNetwork.Definition with { Layers = layers }, parameters, baseNetwork.State);
        double[] outputs = new double[data.Rows * baseNetwork.OutputSize];
        using Predictor<double> predictor = new(magnitudes);
        predictor.Predict(data.Features.ToArray().Select(Math.Abs).ToArray(), outputs);

        // Twice for each sigmoid layer, whose majorant here is at least half of it; 2^60 layers are out of reach.
        double factor = operations * Math.ScaleB(1, -53) * Math.ScaleB(1, layers.Count);
        return [.. outputs.Chunk(baseNetwork.OutputSize).Select(row => factor * Largest(row))];
    }

    /// <summary>Infinity where a magnitude has overflown: infinity times zero is not a number, and no comparison sees those.</summary>
    private static double Largest(double[] magnitudes) => Array.Exists(magnitudes, double.IsNaN) ? double.PositiveInfinity : magnitudes.Max();

    /// <summary>A function g of slope at most 1 with |f(z)| &lt;= 2 g(|z|), for activations of slope at most 1.</summary>
    private static Activation? Majorant(Activation activation) => activation switch
    {
        Identity or Relu or Tanh => new Identity(),
        LeakyRelu { Slope: >= -1 and <= 1 } => new Identity(),
        Sigmoid or Softplus => new Softplus(),
        _ => null,
    };
}
