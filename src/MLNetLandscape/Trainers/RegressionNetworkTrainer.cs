using MLNetLandscape.Core.Networks;
using MLNetLandscape.Models;
using MLNetLandscape.Tasks;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Trainers;

/// <summary>Trains a network to predict a real number.</summary>
/// <remarks>Output column: Score (Single), in the label's unit.</remarks>
public sealed class RegressionNetworkTrainer : NetworkTrainer<RegressionNetworkTransformer, RegressionNetworkModel>
{
    internal RegressionNetworkTrainer(MLContext context, RegressionNetworkOptions options)
        : base(context, options, "RegressionNetwork", new RegressionTraining(options?.StandardizeLabel ?? true))
    {
    }

    /// <summary>What the trainer was asked for.</summary>
    public RegressionNetworkOptions Options => (RegressionNetworkOptions)BaseOptions;

    private protected override RegressionNetworkModel CreateModel(Network<float> network, ModelParts parts, ScoringTask scoring) =>
        new(network, parts, (RegressionScoring)scoring);

    private protected override RegressionNetworkTransformer CreateTransformer(RegressionNetworkModel model, DataViewType featureColumnType) =>
        new(model, featureColumnType);
}
