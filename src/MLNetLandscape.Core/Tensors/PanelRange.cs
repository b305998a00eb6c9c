namespace MLNetLandscape.Core.Tensors;

/// <summary>The panels [Start, End) of a batch: the share of the work that one thread does.</summary>
/// <param name="Start">The first panel.</param>
/// <param name="End">One past the last panel.</param>
public readonly record struct PanelRange(int Start, int End)
{
    /// <summary>Panels in the range.</summary>
    public int Count => End - Start;
}
