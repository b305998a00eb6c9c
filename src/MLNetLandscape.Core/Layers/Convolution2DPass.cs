using System.Numerics.Tensors;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>The passes of <see cref="Convolution2D"/>: A(K) x = K * x.</summary>
/// <remarks>3 x 3 kernels with enough channels and filters go forward and back by <see cref="WinogradKernel"/>, where there are vectors: the sizes decide, never the rows.
/// Then the backward pass sums the weights' gradient within each panel, and the gradient adds the panels in their order.</remarks>
internal sealed class Convolution2DPass<T> : AffinePass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ConvolutionGeometry geometry;
    private readonly ScratchPool<T>? winogradScratch;
    private AlignedBuffer<T>? panelGradients;

    /// <summary>Binds the layer to its sizes.</summary>
    public Convolution2DPass(ConvolutionGeometry geometry, Activation activation, int rowCapacity)
        : base(
            geometry.Input,
            geometry.Output,
            rowCapacity,
            activation,
            geometry.Output.Channels,
            checked(geometry.Output.Channels * geometry.WeightsPerFilter))
    {
        this.geometry = geometry;
        if (WinogradKernel.Suits(geometry) && InstructionSets.Best<T>() != InstructionSet.Scalar)
        {
            winogradScratch = new ScratchPool<T>(WinogradKernel.ScratchLength(geometry));
        }
    }

    /// <inheritdoc/>
    public override long OperationsPerRow => 2L * geometry.WeightsPerFilter * geometry.Output.Size;

    private int WeightCount => geometry.Output.Channels * geometry.WeightsPerFilter;

    /// <summary>dE/dW of each panel, allocated on first use; threads may ask for it at once.</summary>
    private Span<T> PanelWeightGradients
    {
        get
        {
            if (panelGradients is null)
            {
                Interlocked.CompareExchange(ref panelGradients, new AlignedBuffer<T>((long)BatchTensor<T>.PanelsFor(RowCapacity) * WeightCount), null);
            }

            return panelGradients.Span;
        }
    }

    /// <inheritdoc/>
    protected override void Map(
        ReadOnlySpan<T> weights,
        ReadOnlySpan<T> bias,
        BatchTensor<T> input,
        BatchTensor<T> output,
        PanelRange panels,
        bool accumulate,
        bool rectify = false)
    {
        if (winogradScratch is null)
        {
            ConvolutionKernel.Forward(weights, bias, input.Panels(panels), output.Panels(panels), geometry, panels.Count, accumulate, rectify: rectify);
            return;
        }

        AlignedBuffer<T> scratch = winogradScratch.Rent();
        WinogradKernel.Forward(weights, bias, input.Panels(panels), output.Panels(panels), geometry, panels.Count, accumulate, scratch.Span, rectify: rectify);
        winogradScratch.Return(scratch);
    }

    /// <inheritdoc/>
    protected override void MapTransposed(
        ReadOnlySpan<T> weights,
        BatchTensor<T> outputGradient,
        BatchTensor<T> inputGradient,
        PanelRange panels,
        bool accumulate,
        ReadOnlySpan<T> gate = default)
    {
        if (winogradScratch is null)
        {
            ConvolutionKernel.InputGradient(
                weights, outputGradient.Panels(panels), inputGradient.Panels(panels), geometry, panels.Count, accumulate, gate: gate);
            return;
        }

        AlignedBuffer<T> scratch = winogradScratch.Rent();
        WinogradKernel.InputGradient(
            weights, outputGradient.Panels(panels), inputGradient.Panels(panels), geometry, panels.Count, accumulate, scratch.Span, gate: gate);
        winogradScratch.Return(scratch);
    }

    /// <inheritdoc/>
    protected override void PrepareGradient(BatchTensor<T> input, PanelRange panels)
    {
        // The kernel reads panels.
    }

    /// <inheritdoc/>
    protected override void PanelGradients(BatchTensor<T> input, PanelRange panels)
    {
        if (winogradScratch is not null)
        {
            AlignedBuffer<T> scratch = winogradScratch.Rent();
            Span<T> gradients = PanelWeightGradients.Slice(panels.Start * WeightCount, panels.Count * WeightCount);
            WinogradKernel.WeightGradients(OutputGradient.Panels(panels), input.Panels(panels), gradients, geometry, panels.Count, scratch.Span);
            winogradScratch.Return(scratch);
        }
    }

    /// <inheritdoc/>
    protected override void WeightGradient(BatchTensor<T> input, Span<T> gradient, int firstRow, int endRow)
    {
        if (winogradScratch is null)
        {
            base.WeightGradient(input, gradient, firstRow, endRow);
            return;
        }

        int first = firstRow * geometry.WeightsPerFilter;
        Span<T> sum = gradient[first..(endRow * geometry.WeightsPerFilter)];
        sum.Clear();
        for (int panel = 0; panel < input.PanelCount; panel++)
        {
            TensorPrimitives.Add(sum, PanelWeightGradients.Slice((panel * WeightCount) + first, sum.Length), sum);
        }
    }

    /// <inheritdoc/>
    protected override void WeightGradient(
        BatchTensor<T> outputGradient, BatchTensor<T> input, Span<T> gradient, int firstRow, int endRow, bool accumulate) =>
        ConvolutionKernel.WeightGradient(
            outputGradient.Values, input.Values, gradient, geometry, input.PanelCount, firstRow, endRow, accumulate);

    /// <inheritdoc/>
    protected override void BiasGradient(BatchTensor<T> outputGradient, Span<T> gradient, int firstRow, int endRow) =>
        ConvolutionKernel.BiasGradient(outputGradient.Values, gradient, geometry, outputGradient.PanelCount, firstRow, endRow);
}
