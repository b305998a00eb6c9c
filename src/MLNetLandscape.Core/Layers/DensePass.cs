using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>The passes of <see cref="Dense"/>: A(W) x = W x.</summary>
internal sealed class DensePass<T> : AffinePass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Numbers of a cache line, of single precision; of double precision, of two.</summary>
    private const int Line = 16;

    private readonly int inputs;
    private readonly int units;

    /// <summary>Binds the layer to the length of its input.</summary>
    public DensePass(Dense layer, int inputs, int rowCapacity)
        : base(Shape.Vector(inputs), Shape.Vector(layer.Units), rowCapacity, layer.Activation, layer.Units, checked(layer.Units * inputs))
    {
        this.inputs = inputs;
        units = layer.Units;
    }

    /// <inheritdoc/>
    public override long OperationsPerRow => 2L * units * inputs;

    /// <summary>Numbers that <see cref="Gradient(BatchTensor{T}, IGradientConsumer{T}, int, Span{T}, int, int)"/> needs to work in.</summary>
    public int ScratchLength => (Math.Min(units, DenseKernel.RowsPerBlock) * inputs) + units + Line;

    /// <summary>Computes the part of dE/dp that the units own, a block of rows at a time, and hands every block on while it is in the cache.</summary>
    /// <param name="input">The x of the forward pass.</param>
    /// <param name="consumer">Takes the blocks.</param>
    /// <param name="offset">Where the layer's parameters begin in the flat vector.</param>
    /// <param name="scratch">Room for <see cref="ScratchLength"/> numbers, beginning on a cache line.</param>
    /// <param name="firstUnit">The first unit.</param>
    /// <param name="endUnit">One past the last unit.</param>
    public void Gradient(BatchTensor<T> input, IGradientConsumer<T> consumer, int offset, Span<T> scratch, int firstUnit, int endUnit)
    {
        int end = Math.Min(endUnit * RowsPerUnit, units);
        int rows;
        for (int first = firstUnit * RowsPerUnit; first < end; first += rows)
        {
            rows = Math.Min(DenseKernel.RowsPerBlock, end - first);

            // As far from a cache line as its parameters are, so that the consumer meets whole lines of both.
            int start = offset + (first * inputs);
            Span<T> block = scratch.Slice(start % Line, rows * inputs);
            DenseKernel.WeightGradient(OutputGradient.Values, input.Strips, block, input.Rows, units, RowLayout.Strips(inputs), first, first + rows, accumulate: false);
            consumer.Consume(block, start);
        }

        int firstBias = firstUnit * RowsPerUnit;
        Span<T> biases = scratch[..(end - firstBias)];
        DenseKernel.BiasGradient(OutputGradient.Values, biases, OutputGradient.Rows, units, firstBias, end);
        consumer.Consume(biases, offset + (units * inputs) + firstBias);
    }

    /// <inheritdoc/>
    protected override void Map(
        ReadOnlySpan<T> weights,
        ReadOnlySpan<T> bias,
        BatchTensor<T> input,
        BatchTensor<T> output,
        PanelRange panels,
        bool accumulate,
        bool rectify = false) =>
        DenseKernel.Forward(weights, bias, input.Panels(panels), output.Panels(panels), units, inputs, panels.Count, accumulate, rectify: rectify);

    /// <inheritdoc/>
    protected override void MapTransposed(
        ReadOnlySpan<T> weights,
        BatchTensor<T> outputGradient,
        BatchTensor<T> inputGradient,
        PanelRange panels,
        bool accumulate,
        ReadOnlySpan<T> gate = default) =>
        DenseKernel.InputGradient(weights, outputGradient.Panels(panels), inputGradient.Panels(panels), units, inputs, panels.Count, accumulate, gate: gate);

    /// <inheritdoc/>
    protected override void PrepareGradient(BatchTensor<T> input, PanelRange panels)
    {
        if (!input.StripsAreCurrent)
        {
            TransposeKernel.ToStrips(input.Panels(panels), input.StripsOf(panels), panels.Count, inputs);
        }
    }

    /// <inheritdoc/>
    protected override void WeightGradient(
        BatchTensor<T> outputGradient, BatchTensor<T> input, Span<T> gradient, int firstRow, int endRow, bool accumulate) =>
        DenseKernel.WeightGradient(outputGradient.Values, input.Strips, gradient[(firstRow * inputs)..], input.Rows, units, RowLayout.Strips(inputs), firstRow, endRow, accumulate);

    /// <inheritdoc/>
    protected override void BiasGradient(BatchTensor<T> outputGradient, Span<T> gradient, int firstRow, int endRow) =>
        DenseKernel.BiasGradient(outputGradient.Values, gradient[firstRow..], outputGradient.Rows, units, firstRow, endRow);
}
