using System.Numerics.Tensors;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>The passes of <see cref="MaxPooling2D"/>; where the maximum lay is found again by comparing, so that inference pays nothing for it.</summary>
internal sealed class MaxPooling2DPass<T>(Shape inputShape, Shape outputShape, int size, int rowCapacity)
    : ParameterlessPass<T>(inputShape, outputShape, rowCapacity)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Lanes = BatchTensor<T>.PanelWidth;

    /// <inheritdoc/>
    public override void Forward(BatchTensor<T> input, ReadOnlySpan<T> parameters, Span<T> state, PassMode mode, PanelRange panels)
    {
        for (int panel = panels.Start; panel < panels.End; panel++)
        {
            ReadOnlySpan<T> x = input.Panel(panel);
            Span<T> y = Output.Panel(panel);
            for (int place = 0; place < OutputShape.Size; place++)
            {
                int first = FirstInput(place);
                Span<T> largest = y.Slice(place * Lanes, Lanes);
                x.Slice(first * Lanes, Lanes).CopyTo(largest);
                for (int tap = 1; tap < size * size; tap++)
                {
                    TensorPrimitives.Max(largest, x.Slice((first + Offset(tap)) * Lanes, Lanes), largest);
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override void MapTangent(BatchTensor<T> input, BatchTensor<T> inputTangent)
    {
        for (int panel = 0; panel < Output.PanelCount; panel++)
        {
            ReadOnlySpan<T> from = inputTangent.Panel(panel);
            Span<T> to = OutputTangent.Panel(panel);
            for (int place = 0; place < OutputShape.Size; place++)
            {
                for (int lane = 0; lane < Lanes; lane++)
                {
                    to[(place * Lanes) + lane] = from[FindLargest(input, panel, place, lane)];
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override void MapGradient(
        BatchTensor<T> input, BatchTensor<T> outputGradient, BatchTensor<T> inputGradient, PassMode mode, PanelRange panels)
    {
        inputGradient.Panels(panels).Clear();
        for (int panel = panels.Start; panel < panels.End; panel++)
        {
            ReadOnlySpan<T> from = outputGradient.Panel(panel);
            Span<T> to = inputGradient.Panel(panel);
            for (int place = 0; place < OutputShape.Size; place++)
            {
                for (int lane = 0; lane < Lanes; lane++)
                {
                    to[FindLargest(input, panel, place, lane)] = from[(place * Lanes) + lane];
                }
            }
        }
    }

    /// <summary>The index within the input's panel of the first largest value of a square.</summary>
    private int FindLargest(BatchTensor<T> input, int panel, int place, int lane)
    {
        ReadOnlySpan<T> x = input.Panel(panel);
        T largest = Output.Panel(panel)[(place * Lanes) + lane];
        int first = FirstInput(place);
        int tap = 0;
        while (tap < (size * size) - 1 && x[((first + Offset(tap)) * Lanes) + lane] != largest)
        {
            tap++;
        }

        return ((first + Offset(tap)) * Lanes) + lane;
    }

    private int FirstInput(int place)
    {
        (int line, int column) = Math.DivRem(place, OutputShape.Width);
        (int channel, int row) = Math.DivRem(line, OutputShape.Height);
        return (((channel * InputShape.Height) + (row * size)) * InputShape.Width) + (column * size);
    }

    private int Offset(int tap) => (tap / size * InputShape.Width) + (tap % size);
}
