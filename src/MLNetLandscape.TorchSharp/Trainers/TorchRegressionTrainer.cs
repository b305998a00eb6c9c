using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetLandscape.Models;
using MLNetLandscape.Tasks;
using MLNetLandscape.TorchSharp.Models;
using MLNetLandscape.TorchSharp.Transformers;

namespace MLNetLandscape.TorchSharp.Trainers;

/// <summary>Trains a TorchSharp module with one output to predict a real number.</summary>
/// <remarks>
/// Output column: Score (Single), in the label's unit.
/// </remarks>
public sealed class TorchRegressionTrainer : TorchTrainer<TorchRegressionTransformer, TorchRegressionModel>
{
    internal TorchRegressionTrainer(MLContext context, TorchRegressionOptions options)
        : base(context, options, "TorchRegression", new RegressionTraining(options?.StandardizeLabel ?? true))
    {
    }

    /// <summary>What the trainer was asked for.</summary>
    public TorchRegressionOptions Options => (TorchRegressionOptions)BaseOptions;

    private protected override TorchRegressionModel CreateModel(TorchModelParts torchParts, ModelParts parts, ScoringTask scoring) =>
        new(torchParts, parts, (RegressionScoring)scoring);

    private protected override TorchRegressionTransformer CreateTransformer(TorchRegressionModel model, DataViewType featureColumnType) =>
        new(model, featureColumnType);
}
