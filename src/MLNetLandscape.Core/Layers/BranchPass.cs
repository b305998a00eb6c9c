using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>One branch of a <see cref="Concatenation"/> at work, and its place in the output.</summary>
internal sealed class BranchPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Binds the branch.</summary>
    /// <param name="branch">The branch, valid for the input.</param>
    /// <param name="input">The shape of the concatenation's input.</param>
    /// <param name="start">Where its features start in the output.</param>
    /// <param name="rowCapacity">The most rows of a batch.</param>
    public BranchPass(ConcatenationBranch branch, Shape input, int start, int rowCapacity)
    {
        Input = new ChannelSlice<T>(input, branch.Channels ?? ChannelRange.All(input), rowCapacity);
        Layers = branch.Layers.Count == 0 ? null : new LayerSequencePass<T>(branch.Layers, Input.Shape, rowCapacity);
        Start = start;
        OutputShape = Layers?.Last.OutputShape ?? Input.Shape;
    }

    /// <summary>What it reads.</summary>
    public ChannelSlice<T> Input { get; }

    /// <summary>Its layers; null where it passes its channels along.</summary>
    public LayerSequencePass<T>? Layers { get; }

    public int Start { get; }

    public Shape OutputShape { get; }

    /// <summary>Its part of a panel of the whole.</summary>
    public Span<T> Place(BatchTensor<T> whole, int panel) =>
        whole.Panel(panel).Slice(Start * BatchTensor<T>.PanelWidth, OutputShape.Size * BatchTensor<T>.PanelWidth);

    /// <summary>Writes its part into the whole.</summary>
    public void Join(BatchTensor<T> part, BatchTensor<T> whole, PanelRange panels)
    {
        for (int panel = panels.Start; panel < panels.End; panel++)
        {
            part.Panel(panel).CopyTo(Place(whole, panel));
        }
    }

    /// <summary>Takes its part out of the whole.</summary>
    public void Separate(BatchTensor<T> whole, BatchTensor<T> part, PanelRange panels)
    {
        for (int panel = panels.Start; panel < panels.End; panel++)
        {
            Place(whole, panel).CopyTo(part.Panel(panel));
        }
    }
}
