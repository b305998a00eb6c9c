using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Pretraining;

/// <summary>What a layer of a network reads, for all rows of a data set.</summary>
internal static class HiddenFeatures
{
    /// <summary>The inputs of a layer, in inference mode.</summary>
    public static HiddenInputs Read(Network<double> network, int layer, Dataset<double> data)
    {
        if (layer == 0)
        {
            return HiddenInputs.FromRows(data.Features.Span, data.Rows);
        }

        NetworkPass<double> pass = new(network, Math.Min(data.Rows, network.Plan.ModestRows));
        double[][] columns = new double[network.Plan.InputShapes[layer].Size][];
        for (int j = 0; j < columns.Length; j++)
        {
            columns[j] = new double[data.Rows];
        }

        for (int start = 0; start < data.Rows; start += pass.RowCapacity)
        {
            int rows = Math.Min(pass.RowCapacity, data.Rows - start);
            pass.SetRows(rows);
            pass.SetMode(PassMode.Inference);
            pass.LoadPanels(data.Features.Span.Slice(start * data.FeatureCount, rows * data.FeatureCount), pass.Input.AllPanels, keepRows: false);
            pass.ForwardPanels(0, layer, pass.Input.AllPanels);
            Copy(pass.Layers[layer - 1].Output, columns, start);
        }

        return new HiddenInputs(columns, data.Rows);
    }

    private static void Copy(BatchTensor<double> output, double[][] columns, int start)
    {
        for (int panel = 0; panel < output.PanelCount; panel++)
        {
            int first = start + (panel * BatchTensor<double>.PanelWidth);
            for (int j = 0; j < columns.Length; j++)
            {
                output.Panel(panel).Slice(j * BatchTensor<double>.PanelWidth, output.RowsIn(panel)).CopyTo(columns[j].AsSpan(first));
            }
        }
    }
}
