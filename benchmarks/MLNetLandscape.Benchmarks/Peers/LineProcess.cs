using System.Diagnostics;
using System.Globalization;
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

    /// <summary>Stops the process until what is returned is disposed of: threads that wait by spinning, as OpenMP's may, would take a core from whatever else is measured.</summary>
    /// <remarks>Without signals, as on Windows, it goes on.</remarks>
    public IDisposable Pause()
    {
        Signal("-STOP");
        return new Continuation(this);
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

    private void Signal(string signal)
    {
        if (!OperatingSystem.IsWindows())
        {
            using Process kill = Process.Start("kill", [signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
        }
    }

    private sealed class Continuation(LineProcess paused) : IDisposable
    {
        public void Dispose() => paused.Signal("-CONT");
    }
}
