namespace MLNetLandscape.Core.Studies;

/// <summary>Runs studies in this process, on threads of its own, in the order of their trials.</summary>
/// <param name="types">The trial types that it knows.</param>
/// <param name="data">The store that trials read.</param>
/// <param name="options">Threads and state; null takes the defaults.</param>
public sealed class LocalStudyRunner(TrialTypes types, IDataStore data, LocalStudyOptions? options = null) : IStudyRunner
{
    private readonly LocalStudyOptions options = options ?? new LocalStudyOptions();
    private readonly SharedValues shared = new();

    /// <inheritdoc/>
    public IDataStore Data => data;

    /// <inheritdoc/>
    /// <exception cref="StudyException">The state directory is of another study or of other trials under the same keys, in use, or damaged.</exception>
    public async Task<StudyResult> RunAsync(
        StudyDefinition study, IProgress<StudyProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(study);
        options.ThrowIfInvalid();
        study.Validate(types);
        using StudyStateFolder? state = options.StateDirectory is { } folder ? StudyStateFolder.Open(folder, study) : null;
        using LocalStudy run = new(study, types, data, shared, options, state, progress, cancellationToken);
        return await run.RunAsync().ConfigureAwait(false);
    }
}
