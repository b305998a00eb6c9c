using System.Diagnostics;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Cli.Clusters;

/// <summary>Workers in processes of their own on this machine, to be killed as power cuts and the kernel would.</summary>
internal sealed class WorkerProcesses(string settings, int count) : IDisposable
{
    private readonly List<Process> workers = [];

    /// <summary>The most memory that a worker has had, in bytes, as far as looked.</summary>
    public long PeakBytes { get; private set; }

    /// <summary>The names by which the cluster knows them.</summary>
    public IEnumerable<string> Names => workers.Select(worker => $"{Environment.MachineName}:{worker.Id}");

    /// <summary>Starts as many as are missing.</summary>
    public void Fill()
    {
        foreach (Process ended in workers.Where(worker => worker.HasExited).ToArray())
        {
            workers.Remove(ended);
            ended.Dispose();
        }

        while (workers.Count < count)
        {
            workers.Add(Start());
        }
    }

    /// <summary>Ends one without warning, and starts another.</summary>
    public void KillOne(RandomSource source)
    {
        Process victim = workers[(int)(source.Key % (ulong)workers.Count)];
        victim.Kill();
        victim.WaitForExit();
        Fill();
    }

    /// <summary>Notes how much memory the workers have.</summary>
    public void Measure()
    {
        foreach (Process worker in workers.Where(worker => !worker.HasExited))
        {
            worker.Refresh();
            PeakBytes = Math.Max(PeakBytes, worker.WorkingSet64);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Process worker in workers)
        {
            worker.Kill();
            worker.WaitForExit();
            worker.Dispose();
        }
    }

    private Process Start()
    {
        string program = Environment.ProcessPath!;
        string[] arguments = ["worker", "--cluster", settings, "--slots", "1", "--lease", "3", "--checkpoint-every", "0.2"];
        ProcessStartInfo start = Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? new ProcessStartInfo(program, [typeof(WorkerProcesses).Assembly.Location, .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.RedirectStandardOutput = true;
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }
}
