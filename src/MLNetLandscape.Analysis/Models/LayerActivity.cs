using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Analysis.Models;

/// <summary>How many units of a ReLU layer are zero on every row: no gradient reaches them, and what they stand for is lost.</summary>
/// <param name="Layer">The index of the layer.</param>
/// <param name="Units">Units, or filters; without the exponential unit of <see cref="LayerwiseNeurons"/>, which is never zero.</param>
/// <param name="Dead">Those that are zero on every row, at every place of an image.</param>
public sealed record LayerActivity(int Layer, int Units, int Dead)
{
    /// <summary>The activity of every layer with ReLU, the output included: with ReLU there, a dead output predicts zero for ever.</summary>
    /// <param name="network">The network.</param>
    /// <param name="rows">Rows x features.</param>
    public static IReadOnlyList<LayerActivity> Measure(Network<double> network, ReadOnlySpan<double> rows)
    {
        ArgumentNullException.ThrowIfNull(network);
        const int Chunk = 512;
        int features = network.InputSize;
        NetworkPass<double> pass = new(network, Math.Min(Chunk, rows.Length / features));
        bool[][] alive = [.. pass.Layers.Select(layer => new bool[layer.OutputShape.Channels])];
        for (int start = 0; start < rows.Length; start += pass.RowCapacity * features)
        {
            pass.Load(rows[start..Math.Min(rows.Length, start + (pass.RowCapacity * features))]);
            pass.Forward(PassMode.Inference);
            for (int layer = 0; layer < alive.Length; layer++)
            {
                Mark(pass.Layers[layer].Output, alive[layer]);
            }
        }

        return
        [
            .. network.Definition.Layers.Select((layer, i) => (Index: i, Units: ReluUnits(layer))).Where(layer => layer.Units > 0)
                .Select(layer => new LayerActivity(layer.Index, layer.Units, alive[layer.Index].Take(layer.Units).Count(unit => !unit))),
        ];
    }

    private static void Mark(BatchTensor<double> output, bool[] alive)
    {
        int places = output.Features / alive.Length;
        for (int panel = 0; panel < output.PanelCount; panel++)
        {
            ReadOnlySpan<double> values = output.Panel(panel);
            for (int feature = 0; feature < output.Features; feature++)
            {
                alive[feature / places] |= values.Slice(feature * BatchTensor<double>.PanelWidth, output.RowsIn(panel)).ContainsAnyExcept(0.0);
            }
        }
    }

    /// <summary>The units or filters of a layer with ReLU, which come before an exponential unit; 0 for another layer.</summary>
    private static int ReluUnits(LayerDefinition layer) => layer switch
    {
        Dense { Activation: Relu } dense => dense.Units,
        Convolution2D { Activation: Relu } convolution => convolution.Filters,
        _ => 0,
    };
}
