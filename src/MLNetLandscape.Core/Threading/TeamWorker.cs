namespace MLNetLandscape.Core.Threading;

/// <summary>A thread of a <see cref="ThreadTeam"/>: waits, works, until the team ends.</summary>
internal sealed class TeamWorker(TeamState state, int worker)
{
    public void Loop()
    {
        // Each job advances the generation by one and ends only when this thread has done it, so none is missed.
        for (int seen = 0; state.AwaitJob(worker, seen); seen++)
        {
            state.Execute(worker);
        }
    }
}
