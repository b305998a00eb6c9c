using MLNetLandscape.Cli.Output;
using MLNetLandscape.Cluster.Studies;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cli.Clusters;

/// <summary>Runs a command's study on a cluster under a name, shows how far it is, and leaves it to the workers on Ctrl+C.</summary>
internal sealed class ClusterStudySession(ClusterSession session, Terminal terminal, string? name, bool detaches) : IStudyRunner, IDisposable
{
    private const int DigitsOfName = 10;

    /// <inheritdoc/>
    public IDataStore Data => session.Data;

    /// <summary>Whether the command only submits.</summary>
    public bool Detaches => detaches;

    /// <inheritdoc/>
    public async Task<StudyResult> RunAsync(
        StudyDefinition study, IProgress<StudyProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        StudyDefinition named = study with { Name = name ?? $"{study.Name}-{study.Fingerprint().Hex[..DigitsOfName]}" };
        using StudyDisplay display = new(terminal, TimeProvider.System, named.Name, progress);
        ClusterStudyRunner runner = new(session.Connection, ClusterSession.Types, session.Data, new ClusterStudyOptions { Detaches = true });
        try
        {
            return await runner.RunAsync(named, display, detaches ? new CancellationToken(canceled: true) : cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            display.Dispose();
            terminal.Error.WriteLine($"The study '{named.Name}' goes on without this command. The same command attaches to it again; 'landscape studies cancel {named.Name}' stops it.");
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();
}
