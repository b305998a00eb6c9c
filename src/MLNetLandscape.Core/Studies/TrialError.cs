namespace MLNetLandscape.Core.Studies;

/// <summary>Why a trial failed.</summary>
/// <param name="Kind">The exception's type name, such as "ArgumentException".</param>
/// <param name="Message">What happened, for a person.</param>
public sealed record TrialError(string Kind, string Message)
{
    /// <summary>The error that an exception tells.</summary>
    public static TrialError Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new TrialError(exception.GetType().Name, exception switch
        {
            OutOfMemoryException => "The trial ran out of memory. Run fewer trials at a time, or make it smaller.",
            _ => exception.Message,
        });
    }
}
