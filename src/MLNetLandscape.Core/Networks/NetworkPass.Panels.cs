using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Networks;

/// <content>The shares of a pass: ranges of panels and of gradient units, for threads.</content>
public sealed partial class NetworkPass<T>
{
    /// <summary>The number of rows in so many features.</summary>
    internal int RowsIn(int length)
    {
        int features = Network.InputSize;
        int rows = length / features;
        if (rows < 1 || rows > RowCapacity || rows * features != length)
        {
            throw new ArgumentException(
                $"A batch must have 1 to {RowCapacity} rows of {features} features, but had {length} numbers. Check the features, or create the pass with more capacity.",
                nameof(length));
        }

        return rows;
    }

    /// <summary>Sets the rows of all buffers.</summary>
    internal void SetRows(int rows)
    {
        if (Input.Rows == rows && Output.Rows == rows)
        {
            return;
        }

        Input.Rows = rows;
        foreach (LayerPass<T> layer in layers)
        {
            layer.SetRows(rows);
        }

        neuron?.SetRows(rows);
    }

    /// <summary>Sets what the next panels are computed for.</summary>
    internal void SetMode(PassMode passMode) => mode = passMode;

    /// <summary>The first layer from <paramref name="first"/> on that needs all panels at once, or the number of layers.</summary>
    internal int NextCoupled(int first)
    {
        while (first < layers.Length && !IsCoupled(first))
        {
            first++;
        }

        return first;
    }

    /// <summary>One past the last layer before <paramref name="end"/> that needs all panels at once, or 0.</summary>
    internal int AfterPreviousCoupled(int end)
    {
        while (end > 0 && !IsCoupled(end - 1))
        {
            end--;
        }

        return end;
    }

    private bool IsCoupled(int layer) => mode == PassMode.Training && layers[layer].CouplesRows;

    /// <summary>Takes the share of a batch whose rows lie in the panels.</summary>
    /// <param name="rows">All rows of the batch.</param>
    /// <param name="panels">The panels to fill.</param>
    /// <param name="keepRows">Whether gradients will be wanted, which read the rows again.</param>
    internal void LoadPanels(ReadOnlySpan<T> rows, PanelRange panels, bool keepRows)
    {
        int features = Input.Features;
        int first = panels.Start * BatchTensor<T>.PanelWidth;
        int count = Math.Min(panels.End * BatchTensor<T>.PanelWidth, Input.Rows) - first;
        if (count <= 0)
        {
            return;
        }

        ReadOnlySpan<T> share = rows.Slice(first * features, count * features);
        if (keepRows)
        {
            TransposeKernel.Load(share, Input.Panels(panels), Input.StripsOf(panels), count, features);
        }
        else
        {
            TransposeKernel.ToPanels(share, Input.Panels(panels), count, features);
        }
    }

    /// <summary>Runs the layers [<paramref name="first"/>, <paramref name="end"/>) forward over the panels, and after the last one the neuron.</summary>
    internal void ForwardPanels(int first, int end, PanelRange panels)
    {
        if (panels.Count <= 0)
        {
            return;
        }

        for (int i = first; i < end; i++)
        {
            layers[i].Forward(InputOf(i), ParametersOf(i), StateOf(i), mode, panels);
        }

        if (end == layers.Length)
        {
            neuron?.Forward(Input, BaseOutput, NeuronParameters, panels);
        }
    }

    /// <summary>Runs the layers [<paramref name="first"/>, <paramref name="end"/>) backward over the panels, the neuron before the last one.</summary>
    internal void BackwardPanels(int first, int end, PanelRange panels, BatchTensor<T>? inputGradient = null)
    {
        if (panels.Count <= 0)
        {
            return;
        }

        if (end == layers.Length)
        {
            neuron?.Backward(OutputGradient, NeuronParameters, panels);
        }

        for (int i = end - 1; i >= first; i--)
        {
            layers[i].Backward(InputOf(i), ParametersOf(i), StateOf(i), mode, i == 0 ? inputGradient : layers[i - 1].OutputGradient, panels);
        }
    }

    /// <summary>The parameters whose gradient a consumer is handed block by block: those of dense layers.</summary>
    internal bool IsConsumed(int layer) => layers[layer] is DensePass<T>;

    /// <summary>Numbers of a worker's scratch where there is a consumer.</summary>
    internal int ConsumerScratch() => layers.OfType<DensePass<T>>().Select(layer => layer.ScratchLength).DefaultIfEmpty().Max();

    /// <summary>Writes one worker's share of the gradient: a range of each layer's units.</summary>
    /// <param name="gradient">Receives what no consumer takes.</param>
    /// <param name="worker">The worker.</param>
    /// <param name="workers">How many there are.</param>
    /// <param name="consumer">Takes the gradients of dense layers; null to have them written like the others.</param>
    /// <param name="scratch">The worker's own <see cref="ConsumerScratch"/> numbers, where there is a consumer.</param>
    internal void GradientShare(Span<T> gradient, int worker, int workers, IGradientConsumer<T>? consumer = null, Span<T> scratch = default)
    {
        for (int i = 0; i < layers.Length; i++)
        {
            // Every other layer is dealt from the other end, so that the larger shares do not all fall to the last worker.
            (int first, int end) = Share(layers[i].GradientUnits, (i & 1) == 0 ? worker : workers - 1 - worker, workers);
            if (first < end && consumer is not null && layers[i] is DensePass<T> dense)
            {
                dense.Gradient(InputOf(i), consumer, plan.Parameters(i).Start.Value, scratch, first, end);
            }
            else if (first < end)
            {
                layers[i].Gradient(InputOf(i), gradient[plan.Parameters(i)], first, end);
            }
        }

        (int neuronFirst, int neuronEnd) = Share(neuron?.GradientUnits ?? 0, workers - 1 - worker, workers);
        if (neuronFirst < neuronEnd)
        {
            neuron!.Gradient(Input, gradient[plan.NeuronOffset..], neuronFirst, neuronEnd);
        }
    }

    /// <summary>The part [First, End) of <paramref name="count"/> things that falls to a worker.</summary>
    internal static (int First, int End) Share(int count, int worker, int workers) =>
        ((int)((long)count * worker / workers), (int)((long)count * (worker + 1) / workers));
}
