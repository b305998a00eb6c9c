using MLNetLandscape.Core.Schedules;

namespace MLNetLandscape.AutoML.SearchSpaces;

/// <summary>The one number that scales a schedule.</summary>
internal static class ScheduleRate
{
    /// <summary>The rate.</summary>
    public static double Of(Schedule schedule) => schedule switch
    {
        Constant constant => constant.Rate,
        Cosine cosine => cosine.Rate,
        Polynomial polynomial => polynomial.Rate,
        StepDecay step => step.Rate,
        WarmUp warmUp => Of(warmUp.Inner),
        _ => throw Unknown(schedule),
    };

    /// <summary>The same shape at another rate; a final rate above zero keeps its ratio to it.</summary>
    public static Schedule With(Schedule schedule, double rate) => schedule switch
    {
        Constant constant => constant with { Rate = rate },
        Cosine cosine => cosine with { Rate = rate, Minimum = cosine.Minimum * (rate / cosine.Rate) },
        Polynomial polynomial => polynomial with { Rate = rate, End = polynomial.End * (rate / polynomial.Rate) },
        StepDecay step => step with { Rate = rate },
        WarmUp warmUp => warmUp with { Inner = With(warmUp.Inner, rate) },
        _ => throw Unknown(schedule),
    };

    private static ArgumentException Unknown(Schedule schedule) =>
        new($"The rate of a {schedule.GetType().Name} schedule cannot be searched. Set LearningRate of the search space to null to keep it as it is.");
}
