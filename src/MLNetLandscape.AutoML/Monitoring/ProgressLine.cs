namespace MLNetLandscape.AutoML.Monitoring;

/// <summary>A line that is written over, and lines that stay.</summary>
internal sealed class ProgressLine(TextWriter output, bool rewrites)
{
    private int shown;

    /// <summary>Shows a text in place of the last one; nothing where lines cannot be written over.</summary>
    public void Show(string text)
    {
        if (rewrites)
        {
            output.Write("\r" + text.PadRight(shown));
            output.Flush();
            shown = text.Length;
        }
    }

    /// <summary>Writes a line that stays.</summary>
    public void Write(string text)
    {
        output.WriteLine(shown > 0 ? "\r" + text.PadRight(shown) : text);
        shown = 0;
    }
}
