using System.Text.Json;
using MLNetLandscape.AutoML.Storage;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.AutoML.Sweeps;

/// <summary>The trainings that are done, kept in a file where one is asked for. Safe for several threads.</summary>
internal sealed class SweepStateFile
{
    private readonly Lock gate = new();
    private readonly string? path;
    private readonly IReadOnlyDictionary<string, JsonElement> sweep;
    private readonly List<SweepRun> runs;

    private SweepStateFile(string? path, IReadOnlyDictionary<string, JsonElement> sweep, List<SweepRun> runs) =>
        (this.path, this.sweep, this.runs) = (path, sweep, runs);

    /// <summary>Takes up a sweep where it was interrupted, or begins it.</summary>
    /// <param name="path">The file; null keeps nothing.</param>
    /// <param name="sweep">What the runs belong to.</param>
    /// <exception cref="InvalidOperationException">The file is of another sweep.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or not of a sweep.</exception>
    public static SweepStateFile Open(string? path, IReadOnlyDictionary<string, JsonElement> sweep)
    {
        if (path is null || !File.Exists(path))
        {
            return new SweepStateFile(path, sweep, []);
        }

        SweepState state = StateJson.Read<SweepState>(path, "sweep", SweepState.CurrentVersion, read => read.Version);
        StateJson.RequireSame(path, "sweep", state.Sweep, sweep);
        return new SweepStateFile(path, sweep, [.. state.Runs]);
    }

    /// <summary>The run with a lambda and a seed; null if it is not done.</summary>
    public SweepRun? Find(double? lambda, long seed)
    {
        lock (gate)
        {
            return runs.Find(run => run.Lambda == lambda && run.Seed == seed);
        }
    }

    /// <summary>Keeps a run.</summary>
    /// <exception cref="IOException">The file cannot be written; the message says why.</exception>
    public void Add(SweepRun run)
    {
        lock (gate)
        {
            runs.Add(run);
            if (path is not null)
            {
                AtomicFile.WriteText(path, JsonSerializer.Serialize(new SweepState { Sweep = sweep, Runs = runs }, JsonFormat.Indented));
            }
        }
    }
}
