using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments.Training;

/// <summary>The checkpoint of a trial that does one thing after another: what each finished stage gave, and where the running one is.</summary>
/// <remarks>Bytes: the number of finished stages; for each its length and its bytes; then the running stage's.</remarks>
public sealed class StagedCheckpoint : ITrialCheckpoint
{
    private readonly ITrialCheckpoint checkpoint;
    private readonly List<byte[]> finished = [];
    private byte[]? running;

    /// <summary>Reads what a trial left off with, if it was interrupted.</summary>
    public StagedCheckpoint(ITrialCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        this.checkpoint = checkpoint;
        if (checkpoint.Load() is not { } saved)
        {
            return;
        }

        using BinaryReader reader = new(new MemoryStream(saved));
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            finished.Add(reader.ReadBytes(reader.ReadInt32()));
        }

        byte[] rest = reader.ReadBytes((int)(saved.Length - reader.BaseStream.Position));
        running = rest.Length == 0 ? null : rest;
    }

    /// <inheritdoc/>
    public bool IsDue => checkpoint.IsDue;

    /// <summary>What each finished stage gave, in order.</summary>
    public IReadOnlyList<byte[]> Finished => finished;

    /// <summary>The state in which the first unfinished stage was left; null to begin it.</summary>
    public byte[]? Load() => running;

    /// <summary>Keeps the running stage's state.</summary>
    public void Save(ReadOnlySpan<byte> content)
    {
        running = content.ToArray();
        Write();
    }

    /// <summary>Ends the running stage.</summary>
    public void Finish(byte[] result)
    {
        finished.Add(result);
        running = null;
        Write();
    }

    /// <summary>The context of the running stage: this checkpoint, and progress as a share of all stages.</summary>
    /// <param name="context">The trial's.</param>
    /// <param name="stages">The number of stages.</param>
    public TrialContext StageOf(TrialContext context, int stages)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new TrialContext
        {
            Trial = context.Trial,
            Data = context.Data,
            Checkpoint = this,
            Shared = context.Shared,
            Threads = context.Threads,
            Progress = context.Progress is null ? null : new StageProgress(context.Progress, finished.Count, stages),
            Cancellation = context.Cancellation,
        };
    }

    private void Write()
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write(finished.Count);
        foreach (byte[] stage in finished)
        {
            writer.Write(stage.Length);
            writer.Write(stage);
        }

        writer.Write(running ?? []);
        writer.Flush();
        checkpoint.Save(stream.ToArray());
    }

    private sealed class StageProgress(IProgress<TrialProgress> whole, int stage, int stages) : IProgress<TrialProgress>
    {
        public void Report(TrialProgress value) =>
            whole.Report(new TrialProgress(value.Key, (stage * value.Total) + value.Completed, stages * value.Total));
    }
}
