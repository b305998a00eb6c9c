using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Threading;

namespace MLNetLandscape.Core.Networks;

/// <summary>Loss and gradient of a network on one batch, by a team of threads.</summary>
/// <remarks>
/// <para>Two dispatches: each worker takes panels through load, forward, loss and backward; then each takes a share of the gradient units. Layers
/// that couple rows are run by the caller in between, over the whole batch.</para>
/// <para>Losses are summed per panel and then in panel order, and every other number is computed by one worker alone in an order of its own, so
/// the result does not depend on the number of workers.</para>
/// </remarks>
internal sealed class BatchStep<T> : IParallelJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Below about a million operations a step, dispatching costs more than a second thread brings.</summary>
    private const double WorthwhileOperations = 1e6;

    /// <summary>Operations a row and parameter above which a network counts as convolutional; dense layers have two.</summary>
    private const double ConvolutionReuse = 8;

    private readonly Loss loss;
    private readonly ThreadTeam? team;
    private readonly double[] panelLoss;
    private readonly int[] panelClamped;
    private readonly Memory<T> gradient;
    private readonly IGradientConsumer<T>? consumer;
    private readonly AlignedBuffer<T>[] scratch;
    private readonly int targetWidth;
    private Batch<T>? batch;
    private Phase phase;
    private int firstLayer;
    private int endLayer;
    private T gradientScale;

    /// <summary>Binds the parts; <paramref name="gradient"/>, as long as the parameter vector, receives the gradient, but for what a consumer takes.</summary>
    public BatchStep(NetworkPass<T> pass, Loss loss, ThreadTeam? team, Memory<T> gradient, IGradientConsumer<T>? consumer = null)
    {
        Pass = pass;
        this.loss = loss;
        this.team = team;
        this.gradient = gradient;
        this.consumer = consumer;
        scratch = new AlignedBuffer<T>[consumer is null ? 0 : team?.Workers ?? 1];
        for (int worker = 0; worker < scratch.Length; worker++)
        {
            scratch[worker] = new AlignedBuffer<T>(pass.ConsumerScratch());
        }

        targetWidth = loss.GetTargetWidth(pass.Network.OutputSize);
        panelLoss = new double[BatchTensor<T>.PanelsFor(pass.RowCapacity)];
        panelClamped = new int[panelLoss.Length];
    }

    private enum Phase
    {
        Forward,
        Backward,
        Gradient,
    }

    /// <summary>The network at work.</summary>
    public NetworkPass<T> Pass { get; }

    /// <summary>The sum over the rows of the last batch of weight times loss.</summary>
    public double LossSum { get; private set; }

    /// <summary>Exponents of a skip neuron that were clamped in the last batch.</summary>
    public long Clamped { get; private set; }

    /// <summary>Computes the loss of a batch and the gradient of <paramref name="scale"/> times its sum.</summary>
    /// <param name="next">The batch, at least one row.</param>
    /// <param name="mode">Training, or inference for the gradient of the deterministic network.</param>
    /// <param name="scale">One over the sum of weights, times the loss factor where there is one.</param>
    public void Run(Batch<T> next, PassMode mode, T scale)
    {
        Propagate(next, mode, scale);
        Gradient();
    }

    /// <summary>The first half of <see cref="Run"/>: forward, loss and backward.</summary>
    public void Propagate(Batch<T> next, PassMode mode, T scale)
    {
        batch = next;
        gradientScale = scale;
        Pass.SetRows(next.Rows);
        Pass.SetMode(mode);
        int lastStart = ForwardStages();
        BackwardStages(lastStart);
        LossSum = 0;
        Clamped = 0;
        for (int panel = 0; panel < Pass.Input.PanelCount; panel++)
        {
            LossSum += panelLoss[panel];
            Clamped += panelClamped[panel];
        }
    }

    /// <summary>The second half of <see cref="Run"/>: the gradient, of which the consumer takes its part at once.</summary>
    public void Gradient() => Dispatch(Phase.Gradient);

    /// <inheritdoc/>
    public void Execute(int worker, int workers)
    {
        (int first, int end) = NetworkPass<T>.Share(Pass.Input.PanelCount, worker, workers);
        PanelRange panels = new(first, end);
        switch (phase)
        {
            case Phase.Forward:
                ForwardShare(panels);
                break;
            case Phase.Backward:
                Pass.BackwardPanels(firstLayer, endLayer, panels);
                break;
            default:
                Pass.GradientShare(gradient.Span, worker, workers, consumer, consumer is null ? default : scratch[worker].Span);
                break;
        }
    }

    /// <summary>Runs all layers forward, the last stage with loss and backward; returns the first layer of that stage.</summary>
    private int ForwardStages()
    {
        firstLayer = 0;
        while (true)
        {
            endLayer = Pass.NextCoupled(firstLayer);
            Dispatch(Phase.Forward);
            if (endLayer == Pass.Layers.Count)
            {
                return firstLayer;
            }

            Pass.ForwardPanels(endLayer, endLayer + 1, Pass.Input.AllPanels);
            firstLayer = endLayer + 1;
        }
    }

    private void BackwardStages(int start)
    {
        while (start > 0)
        {
            Pass.BackwardPanels(start - 1, start, Pass.Input.AllPanels);
            endLayer = start - 1;
            firstLayer = start = Pass.AfterPreviousCoupled(endLayer);
            Dispatch(Phase.Backward);
        }
    }

    private void Dispatch(Phase next)
    {
        phase = next;
        if (team is null or { Workers: 1 } || 3.0 * Pass.OperationsPerRow * batch!.Rows < WorthwhileOperations)
        {
            Execute(0, 1);
        }
        else
        {
            team.Run(this);
        }
    }

    /// <summary>Takes the share forward, and in the last stage backward: where a panel uses each weight many times, panel by panel, while its activations are in the cache; else all at once.</summary>
    private void ForwardShare(PanelRange share)
    {
        bool convolves = Pass.OperationsPerRow > ConvolutionReuse * Pass.Network.Layout.Count;
        int step = convolves ? 1 : Math.Max(1, share.Count);
        for (int start = share.Start; start < share.End; start += step)
        {
            ForwardBackward(new PanelRange(start, Math.Min(start + step, share.End)));
        }
    }

    private void ForwardBackward(PanelRange panels)
    {
        if (firstLayer == 0)
        {
            Pass.LoadPanels(batch!.Features, panels, keepRows: true);
        }

        Pass.ForwardPanels(firstLayer, endLayer, panels);
        if (endLayer == Pass.Layers.Count)
        {
            for (int panel = panels.Start; panel < panels.End; panel++)
            {
                EvaluatePanel(panel);
            }

            Pass.BackwardPanels(firstLayer, endLayer, panels);
        }
    }

    private void EvaluatePanel(int panel)
    {
        int row = panel * BatchTensor<T>.PanelWidth;
        int rows = Pass.Input.RowsIn(panel);
        panelLoss[panel] = loss.EvaluatePanel<T>(
            Pass.Output.Panel(panel),
            batch!.Targets.Slice(row * targetWidth, rows * targetWidth),
            batch.Weights.Slice(row, rows),
            Pass.OutputGradient.Panel(panel),
            gradientScale);
        panelClamped[panel] = Pass.Neuron?.CountClamped(panel) ?? 0;
    }
}
