using System.Text.Json;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Core.Tests.Studies;

/// <summary>Adds random numbers one a step, with a checkpoint whenever one is due, and can be told to break down.</summary>
internal sealed class SumTrial(Action<TrialContext, int>? onStep = null) : ITrialType
{
    public string Name => "sum";

    public void Validate(JsonElement settings)
    {
        if (TrialJson.Read<SumSettings>(settings).Steps is < 1 and var steps)
        {
            throw new ArgumentException($"Steps must be at least 1, but was {steps}.");
        }
    }

    public JsonElement Run(TrialContext context)
    {
        int steps = TrialJson.Read<SumSettings>(context.Settings).Steps;
        (int start, double sum) = context.Checkpoint.Load() is { } saved ? (BitConverter.ToInt32(saved), BitConverter.ToDouble(saved, 4)) : (0, 0);
        for (int step = start; step < steps; step++)
        {
            onStep?.Invoke(context, step);
            context.Cancellation.ThrowIfCancellationRequested();
            sum += new RandomSource(context.Seed).Split(RandomPurpose.Run, step).Key;
            context.Report(step + 1, steps);
            if (context.Checkpoint.IsDue)
            {
                context.Checkpoint.Save([.. BitConverter.GetBytes(step + 1), .. BitConverter.GetBytes(sum)]);
            }
        }

        return TrialJson.Write(new SumResult(sum, start));
    }

    public static Trial Create(string key, int steps = 3, long seed = 1) =>
        new() { Key = key, Type = "sum", Settings = TrialJson.Write(new SumSettings(steps)), Seed = seed };
}
