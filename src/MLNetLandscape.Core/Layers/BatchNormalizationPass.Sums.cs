using System.Numerics.Tensors;
using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <content>The sums over a channel.</content>
internal sealed partial class BatchNormalizationPass<T>
{
    /// <summary>The batch's mean and variance of a channel, with which it updates the running statistics; padding does not take part.</summary>
    private (T Mean, T Variance) Measure(BatchTensor<T> input, Span<T> state, int c)
    {
        long count = (long)input.Rows * places;
        Span<T> sums = stackalloc T[Lanes];
        sums.Clear();
        foreach ((PanelRange panels, int rows) in (ReadOnlySpan<(PanelRange, int)>)[WholePanels(input), LastPanel(input)])
        {
            NormalizationKernel.AddSums<T>(Channel(input, panels, c), Layout(panels), sums, rows, InstructionSets.Best<T>());
        }

        T mean = TensorPrimitives.Sum<T>(sums) / T.CreateTruncating(count);
        sums.Clear();
        foreach ((PanelRange panels, int rows) in (ReadOnlySpan<(PanelRange, int)>)[WholePanels(input), LastPanel(input)])
        {
            NormalizationKernel.AddSquares<T>(Channel(input, panels, c), Layout(panels), mean, sums, rows, InstructionSets.Best<T>());
        }

        T squares = TensorPrimitives.Sum<T>(sums);
        state[c] += momentum * (mean - state[c]);
        state[channels + c] += momentum * ((squares / T.CreateTruncating(Math.Max(count - 1, 1))) - state[channels + c]);
        return (mean, squares / T.CreateTruncating(count));
    }

    /// <summary>sum e and sum e h over a channel; e is zero in padding.</summary>
    private (T Sum, T Product) Sums(BatchTensor<T> gradient, BatchTensor<T> input, int c)
    {
        Span<T> sums = stackalloc T[Lanes];
        Span<T> products = stackalloc T[Lanes];
        sums.Clear();
        products.Clear();
        PanelRange panels = gradient.AllPanels;
        NormalizationKernel.AddProducts<T>(
            Channel(gradient, panels, c), Channel(input, panels, c), Layout(panels), means[c], sums, products, InstructionSets.Best<T>());
        return (TensorPrimitives.Sum<T>(sums), TensorPrimitives.Sum<T>(products) * inverseDeviations[c]);
    }

    /// <summary>The panels that are full, and how many of their lanes count.</summary>
    private static (PanelRange Panels, int Rows) WholePanels(BatchTensor<T> tensor) => (new PanelRange(0, tensor.Rows / Lanes), Lanes);

    /// <summary>The panel that is not full, if there is one, and how many of its lanes count.</summary>
    private static (PanelRange Panels, int Rows) LastPanel(BatchTensor<T> tensor) =>
        (new PanelRange(tensor.Rows / Lanes, tensor.PanelCount), tensor.Rows % Lanes);
}
