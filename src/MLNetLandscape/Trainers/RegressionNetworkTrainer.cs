using MLNetLandscape.Core.Data;
using MLNetLandscape.Data;
using MLNetLandscape.Models;
using MLNetLandscape.Schemas;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Trainers;

/// <summary>Trains a network to predict a real number.</summary>
/// <remarks>Output column: Score (Single), in the label's unit.</remarks>
public sealed class RegressionNetworkTrainer : NetworkTrainer<RegressionNetworkTransformer, RegressionNetworkModel>
{
    internal RegressionNetworkTrainer(MLContext context, RegressionNetworkOptions options)
        : base(context, options, "RegressionNetwork", SchemaTwin.Regression)
    {
    }

    /// <summary>What the trainer was asked for.</summary>
    public RegressionNetworkOptions Options => (RegressionNetworkOptions)BaseOptions;

    private protected override LearningTask Task => LearningTask.Regression;

    private protected override LabelKind LabelKind { get; } = new SingleLabel();

    private protected override bool StandardizesLabel => Options.StandardizeLabel;

    private protected override int CountOutputs(DataViewSchema.Column label) => 1;

    private protected override RegressionNetworkModel CreateModel(NetworkModelParts parts, TrainingRows rows, DataViewSchema.Column label) =>
        new(parts, rows.Scaling.Label);

    private protected override RegressionNetworkTransformer CreateTransformer(RegressionNetworkModel model, DataViewType featureColumnType) =>
        new(model, featureColumnType);
}
