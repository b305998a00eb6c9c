using MLNetLandscape.Core.Losses;
using MLNetLandscape.Models;
using MLNetLandscape.Tests.Contract;
using MLNetLandscape.Tests.Contract.Tasks;
using MLNetLandscape.Trainers;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Tests.Trainers;

/// <summary>The contract for the trainer of a real number, and what is its own.</summary>
public sealed class RegressionNetworkTrainerTests : NetworkTrainerContract<RegressionNetworkTransformer, RegressionNetworkModel>
{
    protected override ContractTask Task { get; } = new RegressionTask();

    protected override LandscapeTrainerOptions DefaultOptions => new RegressionNetworkOptions { HiddenLayers = [8] };

    protected override IReadOnlyDictionary<string, string> OnnxOutputs { get; } =
        new Dictionary<string, string> { ["Score"] = "Score" };

    protected override LandscapeTrainer<RegressionNetworkTransformer, RegressionNetworkModel> Create(MLContext context, LandscapeTrainerOptions options) =>
        context.Landscape().RegressionNetwork((RegressionNetworkOptions)options);

    private protected override LandscapeTrainerOptions WithoutScaling(LandscapeTrainerOptions options) =>
        (RegressionNetworkOptions)options with { Standardize = false, StandardizeLabel = false, LearningRate = new Core.Schedules.Constant(1e-4) };

    protected override RegressionNetworkTransformer TransformerOf(RegressionNetworkModel model) => RegressionNetworkTransformer.Of(model);

    protected override RegressionNetworkModel Strip(RegressionNetworkModel model) => model.Stripped();

    public sealed class InItsTask : RegressionContract
    {
        protected override LandscapeTrainerOptions DefaultOptions(int outputs) => new RegressionNetworkOptions { HiddenLayers = [8] };

        protected override IEstimator<ITransformer> Create(MLContext context, LandscapeTrainerOptions options) => context.Landscape().RegressionNetwork((RegressionNetworkOptions)options);

        protected override LandscapeTrainerOptions WithLoss(LandscapeTrainerOptions options, Loss loss) => (RegressionNetworkOptions)options with { Loss = loss };
    }
}
