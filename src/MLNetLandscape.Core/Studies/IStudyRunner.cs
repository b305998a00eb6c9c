namespace MLNetLandscape.Core.Studies;

/// <summary>Runs studies: in this process, or wherever else trials can be carried out. The result is the same bit for bit.</summary>
public interface IStudyRunner
{
    /// <summary>The store that trials read; a study's data are put there before it runs.</summary>
    IDataStore Data { get; }

    /// <summary>Runs a study to its end. A trial that fails does not stop it.</summary>
    /// <param name="study">What to run.</param>
    /// <param name="progress">Told of trials' starts, steps and ends, concurrently.</param>
    /// <param name="cancellationToken">Stops what runs; trials without a result are then cancelled, and nothing is thrown.</param>
    /// <exception cref="ArgumentException">The study is not valid; the message says why.</exception>
    /// <exception cref="StudyException">The study cannot be run here, for example because a state is of another one.</exception>
    Task<StudyResult> RunAsync(StudyDefinition study, IProgress<StudyProgress>? progress = null, CancellationToken cancellationToken = default);
}
