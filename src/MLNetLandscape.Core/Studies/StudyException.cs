namespace MLNetLandscape.Core.Studies;

/// <summary>A study has no result where one is needed.</summary>
public sealed class StudyException : Exception
{
    /// <summary>An exception with a message.</summary>
    public StudyException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public StudyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A trial without a result.</summary>
    public static StudyException Of(string study, TrialOutcome trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return new StudyException(trial.Error is { } error
            ? $"Trial '{trial.Key}' of the study '{study}' failed: {error.Message}"
            : $"Trial '{trial.Key}' of the study '{study}' was cancelled.");
    }
}
