using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Gates;

/// <summary>Scores the sub-networks of a network with gates on held-out data.</summary>
internal sealed class GateScorer
{
    private readonly Network<float> network;
    private readonly GateCriterion criterion;
    private readonly bool lowerIsBetter;
    private readonly IBatchSource heldOut;
    private readonly Batch<float> batch;
    private readonly NetworkEvaluator<float> evaluator;

    /// <summary>Binds a network, whose weights are read anew at every score.</summary>
    /// <exception cref="ArgumentException">The data does not fit the network or the loss.</exception>
    public GateScorer(Network<float> network, Loss loss, IBatchSource heldOut, GateCriterion criterion)
    {
        int width = loss.GetTargetWidth(network.OutputSize);
        if (heldOut.FeatureCount != network.InputSize || heldOut.TargetWidth != width)
        {
            throw new ArgumentException(
                $"The held-out data must have {network.InputSize} features and {width} target numbers a row, but has {heldOut.FeatureCount} and "
                + $"{heldOut.TargetWidth}. Use the columns that the network was made for.",
                nameof(heldOut));
        }

        (this.network, this.heldOut, this.criterion) = (network, heldOut, criterion);
        lowerIsBetter = criterion == GateCriterion.Loss || NetworkMetric.Of(loss) == Metric.RootMeanSquaredError;
        batch = new Batch<float>(network.Plan.ModestRows, network.InputSize, width);
        evaluator = new NetworkEvaluator<float>(network, loss, team: null, batch.Capacity);
    }

    /// <summary>The score of a chromosome, which the network holds afterwards.</summary>
    public double Score(Chromosome chromosome)
    {
        GatedNetwork.Write(network, chromosome);
        evaluator.Begin();
        using IBatchReader reader = heldOut.Open(0);
        while (reader.Read(batch))
        {
            evaluator.Add(batch);
        }

        Evaluation evaluation = evaluator.Finish(penalty: 0);
        double figure = criterion == GateCriterion.Loss ? evaluation.Loss : evaluation.Metric;
        return lowerIsBetter ? -figure : figure;
    }
}
