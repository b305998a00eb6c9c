using System.Collections.Concurrent;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Models;

namespace MLNetLandscape.Persistence;

/// <summary>How a kind of model becomes text that a pipeline can carry, and back: its mark, a colon, and base 64. Networks have no mark.</summary>
/// <remarks>
/// A pipeline's first step is found by its contract name in the assembly that knows the format, and that step registers it. So a pipeline that was
/// loaded can always be decoded, and this assembly knows of no other.
/// </remarks>
internal abstract class PayloadFormat
{
    private const char EndOfMark = ':';

    // The longest string of .NET, and what base 64 makes of it.
    private const int MostCharacters = 0x3FFFFFDF;
    private const int MostBytes = MostCharacters / 4 * 3;
    private static readonly ConcurrentDictionary<string, PayloadFormat> Known = new(StringComparer.Ordinal);

    /// <summary>What the text starts with; no character of base 64 follows it but a colon. Part of the saved format, with its version.</summary>
    protected abstract string Mark { get; }

    /// <summary>Lets texts of this format be decoded.</summary>
    public void Register() => Known.TryAdd(Mark, this);

    /// <summary>The step that emits the constant key, from the assembly of the format.</summary>
    public abstract IEstimator<ITransformer> CreateKeyStep(MLContext context);

    /// <summary>Encodes a model.</summary>
    /// <exception cref="NotSupportedException">It is too large for a text.</exception>
    public string Encode(LandscapeModel model)
    {
        using MemoryStream stream = new();
        try
        {
            Write(stream, model);
        }
        catch (IOException exception)
        {
            throw TooLarge("more than 2147 MB, the most that a memory stream holds", exception);
        }

        CheckLength(stream.Length + Mark.Length);
        string text = Convert.ToBase64String(stream.GetBuffer(), 0, (int)stream.Length);
        return Mark.Length == 0 ? text : $"{Mark}{EndOfMark}{text}";
    }

    /// <exception cref="NotSupportedException">No string can hold so many bytes in base 64.</exception>
    internal static void CheckLength(long bytes)
    {
        if (bytes > MostBytes)
        {
            throw TooLarge($"{bytes / 1_000_000} MB", null);
        }
    }

    /// <summary>Decodes a model of any registered format.</summary>
    /// <exception cref="ModelFileException">The text is damaged, or of an unknown format; the message says what was found.</exception>
    public static LandscapeModel Decode(ReadOnlySpan<char> text)
    {
        NetworkPayload.Instance.Register();
        int end = text.IndexOf(EndOfMark);
        string mark = end < 0 ? "" : text[..end].ToString();
        if (!Known.TryGetValue(mark, out PayloadFormat? format))
        {
            throw new ModelFileException(
                $"The model in the pipeline is of the kind '{mark}', which no loaded assembly knows. Use the version of this package that it was saved with, or a newer one.");
        }

        ReadOnlySpan<char> numbers = text[(end + 1)..];
        byte[] bytes = new byte[(numbers.Length + 3) / 4 * 3];
        if (numbers.IsEmpty || !Convert.TryFromBase64Chars(numbers, bytes, out int length))
        {
            throw new ModelFileException("The model in the pipeline is damaged: its payload is no base-64 text.");
        }

        using MemoryStream stream = new(bytes, 0, length, writable: false);
        return format.Read(stream);
    }

    /// <summary>Writes a model.</summary>
    protected abstract void Write(Stream destination, LandscapeModel model);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="ModelFileException">It is damaged; the message says how.</exception>
    protected abstract LandscapeModel Read(Stream source);

    private static NotSupportedException TooLarge(string size, Exception? cause) => new(
        $"A pipeline carries a model as one text, which can hold {MostBytes / 1_000_000} MB, but this model has {size}. "
        + "Train a smaller one, or save it without the pipeline: a network by ExportOnnx, a TorchSharp module by its own save.",
        cause);
}
