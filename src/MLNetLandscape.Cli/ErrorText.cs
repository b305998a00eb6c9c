using MLNetLandscape.Cluster;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cli;

/// <summary>Exceptions as one line for a reader.</summary>
internal static class ErrorText
{
    /// <summary>The message without .NET's note on the parameter, and without line breaks and other control characters.</summary>
    public static string Of(Exception exception)
    {
        // Such an exception of .NET's own says neither what was too large nor what to do.
        string text = exception is OutOfMemoryException and not InsufficientMemoryException
            ? "The work does not fit into memory. Take fewer rows, a smaller network, or smaller numbers in the options."
            : exception.Message;
        if (exception is ArgumentException { ParamName: { } name })
        {
            text = text.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal);
        }

        return Visible(text.ReplaceLineEndings(" ").Trim());
    }

    /// <summary>The text with control characters written out, which a file may have put into a message and a terminal would obey.</summary>
    private static string Visible(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(character => char.IsControl(character) ? $"\\u{(int)character:X4}" : character.ToString())) : text;

    /// <summary>Whether the exception speaks of the user's input, files or network rather than of a defect here.</summary>
    public static bool IsExpected(Exception exception) =>
        exception is IOException or InvalidDataException or ArgumentException or UnauthorizedAccessException or FormatException
            or HttpRequestException or NotSupportedException or OutOfMemoryException or StudyException or ClusterException;
}
