using System.Diagnostics;
using MLNetLandscape.Benchmarks.Steps;

namespace MLNetLandscape.Benchmarks.Peers;

/// <summary>A process that answers one JSON line for each JSON line it is sent, and idles in between.</summary>
internal sealed class LineProcess : IDisposable
{
    private readonly Process process;

    /// <summary>Starts the process; what it writes to standard error appears on ours.</summary>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables to set; a null value removes one.</param>
    public LineProcess(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        ProcessStartInfo start = new(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach ((string name, string? value) in environment)
        {
            if (value is null)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }

        process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start.");
    }

    /// <summary>The next line of the process; null at its end.</summary>
    public string? ReadLine() => process.StandardOutput.ReadLine();

    /// <summary>Sends a request and waits for the answer.</summary>
    /// <exception cref="InvalidOperationException">The process ended instead.</exception>
    public TAnswer Ask<TRequest, TAnswer>(TRequest request)
    {
        process.StandardInput.WriteLine(JsonLines.Write(request));
        process.StandardInput.Flush();
        string line = ReadLine()
            ?? throw new InvalidOperationException($"{process.StartInfo.FileName} ended with code {ExitCode()} instead of answering; its messages are above.");
        return JsonLines.Read<TAnswer>(line);
    }

    /// <summary>Waits for the end and returns the exit code.</summary>
    public int ExitCode()
    {
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Closes the process's input, which ends it.</summary>
    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromSeconds(5)))
        {
            process.Kill();
        }

        process.Dispose();
    }
}
