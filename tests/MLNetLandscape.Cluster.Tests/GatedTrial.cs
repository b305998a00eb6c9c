using System.Text.Json;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster.Tests;

/// <summary>Saves a checkpoint, waits at a gate, and tells whether it began from a checkpoint: 1, or 0.</summary>
internal sealed class GatedTrial(GatedTrial.Gate? gate = null) : ITrialType
{
    public string Name => "gated";

    public static Trial Create(string key) => new() { Key = key, Type = "gated", Settings = TrialJson.Write("") };

    public static Gate Close() => new();

    public void Validate(JsonElement settings)
    {
    }

    public JsonElement Run(TrialContext context)
    {
        if (context.Trial.Data.Count > 0)
        {
            context.OpenData("data").Dispose();
        }

        int start = context.Checkpoint.Load()?[0] ?? 0;
        context.Checkpoint.Save([1]);
        gate?.Wait(context.Cancellation);
        return TrialJson.Write(start);
    }

    /// <summary>Holds trials back until it is opened.</summary>
    internal sealed class Gate
    {
        private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => reached.Task;

        public void Open() => opened.TrySetResult();

        public void Wait(CancellationToken cancellationToken)
        {
            reached.TrySetResult();
            opened.Task.Wait(cancellationToken);
        }
    }
}
