using System.Diagnostics;

namespace MLNetLandscape.Cluster.Tests.Servers;

/// <summary>The command in processes of its own, which end with the test.</summary>
internal sealed class CommandProcesses : IDisposable
{
    private readonly List<Process> processes = [];

    /// <summary>Starts the command.</summary>
    public Process Start(params IEnumerable<string> arguments) => Start([], new Dictionary<string, string>(), arguments);

    /// <summary>Starts the command by another program, and with variables of its environment.</summary>
    /// <param name="starter">A program and its arguments that run the command; empty for none.</param>
    /// <param name="environment">Variables.</param>
    /// <param name="arguments">The command's.</param>
    public Process Start(IReadOnlyList<string> starter, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        string[] line = [.. starter, "dotnet", Path.Combine(AppContext.BaseDirectory, "landscape.dll"), .. arguments];
        ProcessStartInfo start = new(line[0], line[1..]) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        processes.Add(process);
        return process;
    }

    /// <summary>Runs the command to its end.</summary>
    /// <returns>What it wrote.</returns>
    public async Task<string> RunAsync(params IEnumerable<string> arguments)
    {
        Process process = Start(arguments);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{output}\n{await error}");
        return output;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Process process in processes)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }
    }
}
