namespace MLNetLandscape.Progress;

/// <summary>Notices that a context was cancelled, as AutoML does at the end of a trial.</summary>
/// <remarks>
/// The flag is internal to ML.NET. But fitting its own normaliser on a single row, some 25 microseconds, throws once the flag is set. The fit
/// draws from the context's random numbers, so it is done at places that depend on the data alone, never on time; and it leaves a few traces in
/// the log, so it is not done too often.
/// </remarks>
internal sealed class ContextCancellation : IDisposable
{
    private readonly MLContext context;
    private readonly IDataView row;
    private readonly CancellationTokenSource source;

    /// <summary>Watches a context.</summary>
    /// <param name="context">The context.</param>
    /// <param name="token">A token that cancels as well.</param>
    public ContextCancellation(MLContext context, CancellationToken token)
    {
        this.context = context;
        row = context.Data.LoadFromEnumerable([new Row { Value = 1 }]);
        source = CancellationTokenSource.CreateLinkedTokenSource(token);
    }

    /// <summary>Cancelled by the token, or after a <see cref="Check"/> that found the context cancelled.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Looks at the context.</summary>
    public void Check()
    {
        try
        {
            context.Transforms.NormalizeMinMax(nameof(Row.Value)).Fit(row);
        }
        catch (OperationCanceledException)
        {
            source.Cancel();
        }
    }

    public void Dispose() => source.Dispose();

    private sealed class Row
    {
        public float Value { get; set; }
    }
}
