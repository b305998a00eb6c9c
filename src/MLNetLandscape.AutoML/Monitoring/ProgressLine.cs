namespace MLNetLandscape.AutoML.Monitoring;

/// <summary>A line that is written over, and lines that stay.</summary>
internal sealed class ProgressLine(TextWriter output, bool rewrites)
{
    /// <summary>A longer line would wrap on a narrow terminal, and could not be written over.</summary>
    private const int MaximumWidth = 79;

    private int shown;

    /// <summary>Shows a text in place of the last one; nothing where lines cannot be written over.</summary>
    public void Show(string text)
    {
        if (rewrites)
        {
            text = text.Length <= MaximumWidth ? text : text[..(MaximumWidth - 3)] + "...";
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
