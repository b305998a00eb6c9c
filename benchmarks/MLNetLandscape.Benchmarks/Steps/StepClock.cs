using System.Diagnostics;

namespace MLNetLandscape.Benchmarks.Steps;

/// <summary>What time is measured by.</summary>
internal static class StepClock
{
    /// <summary>The names of the clocks.</summary>
    public const string Wall = "wall";

    /// <summary>Processor time: on a machine that others use too, what a single thread really took. Meaningless for several threads.</summary>
    public const string Processor = "cpu";

    /// <summary>Reads a clock, in seconds.</summary>
    public static double Read(string clock) => clock switch
    {
        Wall => Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency,
        Processor when !OperatingSystem.IsIOS() && !OperatingSystem.IsTvOS() => Environment.CpuUsage.TotalTime.TotalSeconds,
        _ => throw new ArgumentException($"There is no clock '{clock}'. The clocks are {Wall} and {Processor}.", nameof(clock)),
    };
}
