using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments;

/// <summary>Counts the trials that were done before a run began, and hands every report on. Safe for several threads.</summary>
/// <param name="next">Who is told; null for nobody.</param>
internal sealed class TakenUpTrials(IProgress<StudyProgress>? next) : IProgress<StudyProgress>
{
    private int done = -1;

    /// <inheritdoc/>
    public void Report(StudyProgress value)
    {
        Interlocked.CompareExchange(ref done, value.Done, -1);
        next?.Report(value);
    }

    /// <summary>The trials; all of them where a run had nothing to report.</summary>
    public int Count(int trials) => done < 0 ? trials : done;
}
