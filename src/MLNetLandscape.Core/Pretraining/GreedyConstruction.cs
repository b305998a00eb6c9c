using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Initializers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Pretraining;

/// <summary>Grows a network layer by layer, neuron by neuron, and records the bound after every neuron.</summary>
internal sealed class GreedyConstruction
{
    private readonly ConstructionPlan plan;
    private readonly RegressionRows rows;
    private readonly RegressionRows? heldOut;
    private readonly RandomSource random;
    private readonly List<PretrainingStep> steps = [];
    private readonly List<LayerSolution> finished = [];
    private IReadOnlyList<LayerSolution> bestLayers = [];
    private int bestStep = -1;
    private double bestScore = double.PositiveInfinity;

    public GreedyConstruction(ConstructionPlan plan, Dataset<double> data, long seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        this.plan = plan;
        data.Validate();
        int outputs = PretrainingTargets.CountOutputs(data, plan.Target);
        rows = RegressionRows.Create(data, plan.Target, outputs);
        random = new RandomSource(seed).Split(RandomPurpose.Initialization);
        if (plan.HeldOut is { } stop)
        {
            stop.Data.Validate();
            heldOut = stop.Data.FeatureCount == data.FeatureCount
                ? RegressionRows.Create(stop.Data, plan.Target, outputs)
                : throw new ArgumentException(
                    $"HeldOutStop.Data must have the training data's {data.FeatureCount} features, but has {stop.Data.FeatureCount}. Prepare both in the same way.");
        }
    }

    /// <summary>The training inputs' number.</summary>
    public int InputSize => rows.Inputs.Columns.Count;

    public double WeightSum => rows.WeightSum;

    public IReadOnlyList<PretrainingStep> Steps => steps;

    public int BestStep => bestStep;

    /// <summary>The layers of the best step.</summary>
    public IReadOnlyList<LayerSolution> BestLayers => bestLayers;

    /// <summary>Grows all layers.</summary>
    public PretrainingEnd Run(CancellationToken cancellationToken)
    {
        HiddenInputs inputs = rows.Inputs;
        HiddenInputs? held = heldOut?.Inputs;
        IReadOnlyList<double[]> pass = [];
        IReadOnlyList<double[]> heldPass = [];
        PretrainingEnd end = PretrainingEnd.Complete;
        for (int layer = 0; layer < plan.Layers; layer++)
        {
            NeuronLayer kind = new(inputs, held, plan.Activation, plan.Search.Weights ?? new Normal(1), plan.UnitsPerLayer);
            LayerConstruction construction = new(rows, kind, plan.Search, pass, plan.ReadoutBias, random.Split(RandomPurpose.Layer, layer));
            end = Grow(layer, construction, heldPass, cancellationToken);
            bool grew = construction.Growth.Neurons.Count > 0;
            if (bestStep < 0 || (heldOut is null && grew))
            {
                Keep(construction.Solve(), steps.Count - 1);
            }

            if (end is PretrainingEnd.HeldOut or PretrainingEnd.FullRank || !grew)
            {
                break;
            }

            LayerSolution solution = construction.Solve();
            finished.Add(solution);
            (inputs, pass) = Next(solution, inputs, rows.Inputs, pass);
            if (held is not null)
            {
                (held, heldPass) = Next(solution, held, heldOut!.Inputs, heldPass);
            }
        }

        return end;
    }

    private PretrainingEnd Grow(int layer, LayerConstruction construction, IReadOnlyList<double[]> heldPass, CancellationToken cancellationToken)
    {
        NeuronGrowth growth = construction.Growth;
        int patience = Record(layer, construction, heldPass, 0, 0);
        while (growth.Neurons.Count < plan.UnitsPerLayer)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!growth.TryAdd(out int rejected))
            {
                return growth.IsFull ? PretrainingEnd.FullRank : PretrainingEnd.NoImprovement;
            }

            int changed = 0;
            for (int change = 0; change < plan.Search.Changes; change++)
            {
                changed += growth.TryChange() ? 1 : 0;
            }

            patience = Record(layer, construction, heldPass, rejected, changed);
            if (plan.HeldOut is { } stop && patience >= stop.Patience)
            {
                return PretrainingEnd.HeldOut;
            }
        }

        return PretrainingEnd.Complete;
    }

    /// <summary>Notes a step; returns the steps since the best one.</summary>
    private int Record(int layer, LayerConstruction construction, IReadOnlyList<double[]> heldPass, int rejected, int changed)
    {
        int neurons = construction.Growth.Neurons.Count;
        double? score = null;
        if (heldOut is not null)
        {
            LayerSolution solution = construction.Solve();
            double[][] columns = [.. solution.Neurons.Select(neuron => neuron.HeldOut!)];
            score = heldOut.SumOfSquares(solution.Evaluate(columns, heldPass, heldOut.Rows));
            if (score < bestScore && (neurons > 0 || bestStep < 0))
            {
                bestScore = score.Value;
                Keep(solution, steps.Count);
            }
        }

        steps.Add(new PretrainingStep(layer, neurons, construction.SumOfSquares, rejected, changed, score));
        return steps.Count - 1 - bestStep;
    }

    private void Keep(LayerSolution solution, int step) => (bestStep, bestLayers) = (step, [.. finished, solution]);

    private (HiddenInputs Inputs, IReadOnlyList<double[]> Pass) Next(
        LayerSolution solution, HiddenInputs inputs, HiddenInputs network, IReadOnlyList<double[]> pass)
    {
        double[][] neurons = [.. solution.Neurons.Select(neuron => inputs.Evaluate(plan.Activation, neuron.Weights))];
        double[][] outputs = solution.Evaluate(neurons, pass, inputs.Rows);
        double[][] hidden = [.. neurons, .. pass];
        return (plan.ConnectInputs ? network.With(hidden) : new HiddenInputs(hidden, inputs.Rows), outputs);
    }
}
