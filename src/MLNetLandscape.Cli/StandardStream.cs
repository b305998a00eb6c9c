using System.Text;

namespace MLNetLandscape.Cli;

/// <summary>A standard stream of the process, of which the command line decides what a failure to write means.</summary>
/// <param name="stream">The stream.</param>
/// <param name="failed">Told of a failure; throws where the command is to end.</param>
internal sealed class StandardStream(TextWriter stream, Action<IOException> failed) : TextWriter
{
    /// <summary>Standard output: a command whose result nobody gets has failed.</summary>
    public static StandardStream Output(TextWriter stream) => new(stream, failure => throw new IOException(
        $"Cannot write to the standard output: {failure.Message.TrimEnd('.')}. Send it to a place that has room.", failure));

    /// <summary>The error stream: where it takes nothing, there is no way to say so, and the exit code tells what happened.</summary>
    public static StandardStream Error(TextWriter stream) => new(stream, _ => { });

    /// <inheritdoc/>
    public override Encoding Encoding => stream.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => stream.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Try(() => stream.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => stream.Write(value));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(() => stream.WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Try(stream.Flush);

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (IOException failure)
        {
            failed(failure);
        }
    }
}
