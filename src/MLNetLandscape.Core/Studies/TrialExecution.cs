namespace MLNetLandscape.Core.Studies;

/// <summary>Carries out one trial, whoever asked for it, and turns whatever happens into an outcome.</summary>
public static class TrialExecution
{
    /// <summary>Runs a trial on the calling thread.</summary>
    /// <param name="types">What this process can run.</param>
    /// <param name="context">The trial; its token means that nobody wants the result any more.</param>
    /// <param name="timeLimit">After how long the trial fails; null never.</param>
    /// <param name="time">The clock of the limit.</param>
    /// <returns>Done; failed; or cancelled, where the context's token was.</returns>
    public static TrialOutcome Run(TrialTypes types, TrialContext context, TimeSpan? timeLimit, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(types);
        ArgumentNullException.ThrowIfNull(context);
        string key = context.Trial.Key;
        using CancellationTokenSource limit = timeLimit is { } span ? new CancellationTokenSource(span, time) : new CancellationTokenSource();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.Cancellation);
        try
        {
            types.Validate(context.Trial);
            return TrialOutcome.Done(key, types.Find(context.Trial.Type).Run(WithToken(context, stop.Token)));
        }
        catch (Exception) when (context.Cancellation.IsCancellationRequested)
        {
            return TrialOutcome.Cancelled(key);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return TrialOutcome.Failed(key, new TrialError(nameof(TimeoutException), $"The trial took longer than its limit of {timeLimit}. Allow more time, or make it smaller."));
        }
        catch (Exception exception)
        {
            return TrialOutcome.Failed(key, TrialError.Of(exception));
        }
    }

    private static TrialContext WithToken(TrialContext context, CancellationToken token) => new()
    {
        Trial = context.Trial,
        Data = context.Data,
        Checkpoint = context.Checkpoint,
        Shared = context.Shared,
        Threads = context.Threads,
        Progress = context.Progress,
        Cancellation = token,
    };
}
