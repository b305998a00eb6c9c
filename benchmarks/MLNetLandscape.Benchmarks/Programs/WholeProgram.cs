using System.Diagnostics;

namespace MLNetLandscape.Benchmarks.Programs;

/// <summary>Runs a program from start to end.</summary>
internal static class WholeProgram
{
    /// <summary>The seconds from start to end, and what it printed on standard output.</summary>
    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public static (double Seconds, string Output) Run(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        ProcessStartInfo start = new(file, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        long started = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? (Stopwatch.GetElapsedTime(started).TotalSeconds, output)
            : throw new InvalidOperationException($"{file} {string.Join(" ", start.ArgumentList)} ended with code {process.ExitCode}; its messages are above.");
    }
}
