using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Threading;

namespace MLNetLandscape.Core.Networks;

/// <summary>The forward pass of one chunk of rows in inference mode, shared by threads.</summary>
internal sealed class PredictionJob<T>(NetworkPass<T> pass) : IParallelJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Below about a million operations, dispatching costs more than a second thread brings.</summary>
    private const double WorthwhileOperations = 1e6;

    /// <summary>The network at work.</summary>
    public NetworkPass<T> Pass => pass;

    /// <summary>Computes the outputs of the rows.</summary>
    public void Run(ReadOnlySpan<T> rows, ThreadTeam? team)
    {
        pass.SetRows(pass.RowsIn(rows.Length));
        pass.SetMode(PassMode.Inference);
        pass.LoadPanels(rows, pass.Input.AllPanels, keepRows: false);
        if (team is null or { Workers: 1 } || (double)pass.OperationsPerRow * pass.Input.Rows < WorthwhileOperations)
        {
            Execute(0, 1);
        }
        else
        {
            team.Run(this);
        }
    }

    /// <inheritdoc/>
    public void Execute(int worker, int workers)
    {
        (int first, int end) = NetworkPass<T>.Share(pass.Input.PanelCount, worker, workers);
        pass.ForwardPanels(0, pass.Layers.Count, new PanelRange(first, end));
    }
}
