using System.Text;

namespace MLNetLandscape.Core.Plots;

/// <summary>The outline of a path element, in pixels rounded to tenths.</summary>
public sealed class SvgPath
{
    private readonly StringBuilder data = new();

    /// <summary>Whether nothing was added.</summary>
    public bool IsEmpty => data.Length == 0;

    /// <summary>Adds a command (M or L) and its point.</summary>
    public void Add(char command, double x, double y) => data.Append(command).Append(SvgCanvas.Number(x)).Append(' ').Append(SvgCanvas.Number(y));

    /// <summary>Closes the outline.</summary>
    public void Close() => data.Append('Z');

    /// <inheritdoc/>
    public override string ToString() => data.ToString();
}
