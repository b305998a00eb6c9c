using System.Text.Json;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster.Rehearsals;

/// <summary>Work of a known size with a known result, to try out and to measure a cluster: a chain of x &lt;- x a + c over 64 bits from the trial's seed.</summary>
/// <remarks>Every step depends on the one before, so a step that is lost, repeated or resumed wrongly changes the result.</remarks>
public sealed class RehearsalTrial : ITrialType
{
    // The multiplier and increment of MMIX: Knuth, The Art of Computer Programming, volume 2, section 3.3.4, table 1, line 26.
    private const ulong Multiplier = 6364136223846793005, Increment = 1442695040888963407;
    private const long RoundsBetweenLooks = 1 << 20;

    /// <inheritdoc/>
    public string Name => "rehearsal";

    /// <summary>The result of a trial in closed form: n rounds are x a^n + c (a^(n-1) + ... + 1), by squaring.</summary>
    public static string Expected(long seed, RehearsalSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ulong x = unchecked((ulong)seed), a = Multiplier, c = Increment;
        for (long n = checked(settings.Steps * settings.Rounds); n > 0; n >>= 1)
        {
            if ((n & 1) == 1)
            {
                x = unchecked((x * a) + c);
            }

            // Two rounds of (a, c) are one of (a^2, a c + c).
            (a, c) = unchecked((a * a, (a * c) + c));
        }

        return $"{x:x16}";
    }

    /// <summary>How many rounds a core of this machine does in a second of its time, from a fifth of one; what else the machine does plays no part.</summary>
    public static double MeasureRoundsPerSecond()
    {
        const long Batch = 10_000_000;
        Step(1, Batch, CancellationToken.None);
        TimeSpan start = Environment.CpuUsage.TotalTime, spent;
        long rounds = 0;
        do
        {
            Step(1, Batch, CancellationToken.None);
            rounds += Batch;
            spent = Environment.CpuUsage.TotalTime - start;
        }
        while (spent < TimeSpan.FromMilliseconds(200));
        return rounds / spent.TotalSeconds;
    }

    /// <inheritdoc/>
    public void Validate(JsonElement settings)
    {
        RehearsalSettings asked = TrialJson.Read<RehearsalSettings>(settings);
        if (asked.Steps < 1 || asked.Rounds < 0)
        {
            throw new ArgumentException($"Steps must be at least 1 and Rounds at least 0, but they were {asked.Steps} and {asked.Rounds}.");
        }
    }

    /// <inheritdoc/>
    public JsonElement Run(TrialContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        RehearsalSettings settings = TrialJson.Read<RehearsalSettings>(context.Settings);
        ulong x = unchecked((ulong)context.Seed);
        int step = 0;
        if (context.Checkpoint.Load() is { } saved)
        {
            (step, x) = (BitConverter.ToInt32(saved), BitConverter.ToUInt64(saved, sizeof(int)));
        }

        for (; step < settings.Steps; step++)
        {
            x = Step(x, settings.Rounds, context.Cancellation);
            context.Report(step + 1, settings.Steps);
            if (context.Checkpoint.IsDue && step + 1 < settings.Steps)
            {
                context.Checkpoint.Save([.. BitConverter.GetBytes(step + 1), .. BitConverter.GetBytes(x)]);
            }
        }

        return settings.Failure is null ? TrialJson.Write($"{x:x16}") : throw new InvalidOperationException(settings.Failure);
    }

    private static ulong Step(ulong x, long rounds, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (long round = 0; round < rounds; round++)
        {
            x = unchecked((x * Multiplier) + Increment);
            if (round % RoundsBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return x;
    }
}
