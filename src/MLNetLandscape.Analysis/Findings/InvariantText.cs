using System.Globalization;
using System.Runtime.CompilerServices;

namespace MLNetLandscape.Analysis.Findings;

/// <summary>An interpolated string whose numbers are written with a decimal point, whatever the machine's culture.</summary>
[InterpolatedStringHandler]
internal ref struct InvariantText
{
    private DefaultInterpolatedStringHandler text;

    /// <summary>Called by the compiler.</summary>
    public InvariantText(int literalLength, int formattedCount) => text = new DefaultInterpolatedStringHandler(literalLength, formattedCount, CultureInfo.InvariantCulture);

    /// <summary>Called by the compiler.</summary>
    public void AppendLiteral(string value) => text.AppendLiteral(value);

    /// <summary>Called by the compiler.</summary>
    public void AppendFormatted<T>(T value, string? format = null) => text.AppendFormatted(value, format);

    /// <summary>The text; to be called once.</summary>
    public string Finish() => text.ToStringAndClear();
}
