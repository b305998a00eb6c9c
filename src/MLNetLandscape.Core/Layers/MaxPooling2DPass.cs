using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>The passes of <see cref="MaxPooling2D"/>.</summary>
internal sealed class MaxPooling2DPass<T> : ParameterlessPass<T>, IGatesInputGradient
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Lanes = BatchTensor<T>.PanelWidth;
    private readonly int size;
    private readonly AlignedBuffer<byte> places;

    /// <summary>Binds the layer.</summary>
    public MaxPooling2DPass(Shape inputShape, Shape outputShape, int size, int rowCapacity)
        : base(inputShape, outputShape, rowCapacity)
    {
        this.size = size;
        places = new AlignedBuffer<byte>(checked(BatchTensor<T>.PanelsFor(rowCapacity) * outputShape.Size * Lanes));
    }

    /// <inheritdoc/>
    /// <remarks>The largest value of a square is the one whose sign counts, and it is the output.</remarks>
    public bool GatesInputGradient { get; set; }

    /// <inheritdoc/>
    public override void Forward(BatchTensor<T> input, ReadOnlySpan<T> parameters, Span<T> state, PassMode mode, PanelRange panels) =>
        PoolingKernel.Forward(input.Panels(panels), Output.Panels(panels), Places(panels), InputShape, size, panels.Count);

    /// <inheritdoc/>
    protected override void MapGradient(
        BatchTensor<T> input,
        BatchTensor<T> outputGradient,
        BatchTensor<T> inputGradient,
        ReadOnlySpan<T> state,
        PassMode mode,
        PanelRange panels) =>
        PoolingKernel.Backward(
            outputGradient.Panels(panels),
            Places(panels),
            inputGradient.Panels(panels),
            InputShape,
            size,
            panels.Count,
            GatesInputGradient ? Output.Panels(panels) : default);

    /// <inheritdoc/>
    protected override void MapTangent(BatchTensor<T> input, BatchTensor<T> inputTangent, ReadOnlySpan<T> state)
    {
        ReadOnlySpan<byte> where = places.Span;
        for (int panel = 0; panel < Output.PanelCount; panel++)
        {
            ReadOnlySpan<T> from = inputTangent.Panel(panel);
            Span<T> to = OutputTangent.Panel(panel);
            for (int square = 0; square < OutputShape.Size; square++)
            {
                int corner = Corner(square);
                for (int i = square * Lanes; i < (square + 1) * Lanes; i++)
                {
                    (int row, int column) = Math.DivRem(where[(panel * to.Length) + i], size);
                    to[i] = from[((corner + (row * InputShape.Width) + column) * Lanes) + (i % Lanes)];
                }
            }
        }
    }

    private Span<byte> Places(PanelRange panels)
    {
        int panelLength = OutputShape.Size * Lanes;
        return places.Span.Slice(panels.Start * panelLength, panels.Count * panelLength);
    }

    /// <summary>The input's index of the first value of a square.</summary>
    private int Corner(int square)
    {
        (int line, int column) = Math.DivRem(square, OutputShape.Width);
        (int channel, int row) = Math.DivRem(line, OutputShape.Height);
        return (((channel * InputShape.Height) + (row * size)) * InputShape.Width) + (column * size);
    }
}
