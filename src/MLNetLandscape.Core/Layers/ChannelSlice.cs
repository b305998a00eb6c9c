using System.Numerics.Tensors;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>A part of a layer's input as an input of its own, with its tangent, its gradient and the tangent of that.</summary>
/// <remarks>All channels are the input itself; fewer are copied, which the products that read them dwarf. Gradients have buffers of their own and are added.</remarks>
internal sealed class ChannelSlice<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int start;
    private readonly bool isWhole;
    private readonly int rowCapacity;
    private readonly BatchTensor<T>? values;
    private BatchTensor<T>? tangent;
    private BatchTensor<T>? gradient;
    private BatchTensor<T>? gradientTangent;
    private int rows;

    /// <summary>Binds the range, valid for the input.</summary>
    public ChannelSlice(Shape input, ChannelRange range, int rowCapacity)
    {
        int place = input.Height * input.Width;
        start = range.Start * place;
        Shape = input with { Channels = range.Count };
        isWhole = range.Count == input.Channels;
        this.rowCapacity = rowCapacity;
        rows = rowCapacity;
        values = isWhole ? null : NewTensor();
    }

    /// <summary>The part's shape.</summary>
    public Shape Shape { get; }

    /// <summary>The part as the last <see cref="Read"/> left it.</summary>
    public BatchTensor<T> Of(BatchTensor<T> input) => values ?? input;

    /// <summary>Takes the part out of the panels.</summary>
    public BatchTensor<T> Read(BatchTensor<T> input, PanelRange panels)
    {
        if (values is not null)
        {
            Copy(input, values, panels);
        }

        return Of(input);
    }

    /// <summary>The part of a tangent as the last <see cref="ReadTangent"/> left it; null where that is zero.</summary>
    public BatchTensor<T>? TangentOf(BatchTensor<T>? inputTangent) => inputTangent is null || isWhole ? inputTangent : tangent;

    /// <summary>Takes the part out of a tangent, all panels; null where that is zero.</summary>
    public BatchTensor<T>? ReadTangent(BatchTensor<T>? inputTangent)
    {
        if (inputTangent is not null && !isWhole)
        {
            tangent ??= NewTensor();
            Copy(inputTangent, tangent, inputTangent.AllPanels);
        }

        return TangentOf(inputTangent);
    }

    /// <summary>Where to write the part's gradient; null where nobody needs it. Threads may ask at once.</summary>
    public BatchTensor<T>? Gradient(BatchTensor<T>? inputGradient) => inputGradient is null ? null : gradient ?? Create(ref gradient);

    /// <summary>Where to write the tangent of the part's gradient; null where nobody needs it.</summary>
    public BatchTensor<T>? GradientTangent(BatchTensor<T>? inputGradientTangent) =>
        inputGradientTangent is null ? null : gradientTangent ?? Create(ref gradientTangent);

    /// <summary>Adds the part's share to its place in the whole; does nothing where nobody needs it.</summary>
    public void AddTo(BatchTensor<T>? whole, BatchTensor<T>? share, PanelRange panels)
    {
        if (whole is null || share is null)
        {
            return;
        }

        for (int panel = panels.Start; panel < panels.End; panel++)
        {
            Span<T> place = Place(whole, panel);
            TensorPrimitives.Add(place, share.Panel(panel), place);
        }
    }

    /// <summary>Sets the rows of every buffer in use.</summary>
    public void SetRows(int count)
    {
        rows = count;
        foreach (BatchTensor<T>? tensor in (ReadOnlySpan<BatchTensor<T>?>)[values, tangent, gradient, gradientTangent])
        {
            if (tensor is not null)
            {
                tensor.Rows = count;
            }
        }
    }

    private Span<T> Place(BatchTensor<T> whole, int panel) =>
        whole.Panel(panel).Slice(start * BatchTensor<T>.PanelWidth, Shape.Size * BatchTensor<T>.PanelWidth);

    private void Copy(BatchTensor<T> whole, BatchTensor<T> part, PanelRange panels)
    {
        for (int panel = panels.Start; panel < panels.End; panel++)
        {
            Place(whole, panel).CopyTo(part.Panel(panel));
        }
    }

    private BatchTensor<T> NewTensor() => new(Shape.Size, rowCapacity) { Rows = rows };

    private BatchTensor<T> Create(ref BatchTensor<T>? tensor)
    {
        Interlocked.CompareExchange(ref tensor, NewTensor(), null);
        return tensor;
    }
}
