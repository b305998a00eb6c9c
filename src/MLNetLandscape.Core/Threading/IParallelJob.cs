namespace MLNetLandscape.Core.Threading;

/// <summary>Work that the workers of a <see cref="ThreadTeam"/> share.</summary>
/// <remarks>An object that lives as long as the training and keeps its arguments in fields, so that a dispatch allocates nothing.</remarks>
public interface IParallelJob
{
    /// <summary>Does one worker's share.</summary>
    /// <param name="worker">0 to <paramref name="workers"/> - 1.</param>
    /// <param name="workers">How many workers share the job.</param>
    void Execute(int worker, int workers);
}
