using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Cluster.Workers;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster.Tests;

/// <summary>A worker of one slot whose correspondence the test conducts.</summary>
internal sealed class SessionWorker : IDisposable
{
    private readonly WorkerSlots slots;
    private bool isEnded;

    public SessionWorker(ClusterConnection cluster, TrialTypes types, WorkerOptions options)
    {
        slots = new WorkerSlots(types, new MemoryDataStore(), options);
        Session = new WorkerSession(new LeaseTable(cluster, options.Lease), types, slots, options, () => { });
    }

    public WorkerSession Session { get; }

    /// <summary>Waits for the ends of the trials, whose outcomes then wait to be sent. No others can be claimed afterwards.</summary>
    public void EndTrials()
    {
        if (!isEnded)
        {
            isEnded = true;
            slots.Dispose();
        }
    }

    public void Dispose()
    {
        Session.Stop();
        EndTrials();
        Session.Dispose();
    }
}
