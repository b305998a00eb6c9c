using MLNetLandscape.Core.Losses;
using MLNetLandscape.Tests.Contract;
using MLNetLandscape.Tests.Contract.Tasks;
using MLNetLandscape.TorchSharp.Models;
using MLNetLandscape.TorchSharp.Trainers;
using MLNetLandscape.TorchSharp.Transformers;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.TorchSharp.Tests.Trainers;

/// <summary>The contract for the trainer of a module for a real number, and what is its own.</summary>
public sealed class TorchRegressionTrainerTests : TorchTrainerContract<TorchRegressionTransformer, TorchRegressionModel>
{
    protected override ContractTask Task { get; } = new RegressionTask();

    protected override int Outputs => 1;

    protected override LandscapeTrainerOptions DefaultOptions => new TorchRegressionOptions { Factory = Small(Outputs) };

    protected override LandscapeTrainer<TorchRegressionTransformer, TorchRegressionModel> Create(MLContext context, LandscapeTrainerOptions options) =>
        context.Landscape().TorchRegression((TorchRegressionOptions)options);

    protected override TorchRegressionTransformer TransformerOf(TorchRegressionModel model) => TorchRegressionTransformer.Of(model);

    private protected override LandscapeTrainerOptions WithoutScaling(LandscapeTrainerOptions options) =>
        (TorchRegressionOptions)options with { Standardize = false, StandardizeLabel = false, LearningRate = new Core.Schedules.Constant(1e-4) };

    public sealed class InItsTask : RegressionContract
    {
        protected override LandscapeTrainerOptions DefaultOptions(int outputs) => new TorchRegressionOptions { Factory = Small(outputs) };

        protected override IEstimator<ITransformer> Create(MLContext context, LandscapeTrainerOptions options) => context.Landscape().TorchRegression((TorchRegressionOptions)options);

        protected override LandscapeTrainerOptions WithLoss(LandscapeTrainerOptions options, Loss loss) => (TorchRegressionOptions)options with { Loss = loss };
    }
}
