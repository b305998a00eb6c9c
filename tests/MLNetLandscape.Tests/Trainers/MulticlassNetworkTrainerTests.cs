using MLNetLandscape.Models;
using MLNetLandscape.Tests.Contract;
using MLNetLandscape.Tests.Contract.Tasks;
using MLNetLandscape.Trainers;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Tests.Trainers;

/// <summary>The contract for the trainer of several classes, and what is its own.</summary>
public sealed class MulticlassNetworkTrainerTests : NetworkTrainerContract<MulticlassNetworkTransformer, MulticlassNetworkModel>
{
    protected override ContractTask Task { get; } = new MulticlassTask();

    protected override LandscapeTrainerOptions DefaultOptions => new MulticlassNetworkOptions { HiddenLayers = [8] };

    protected override IReadOnlyDictionary<string, string> OnnxOutputs { get; } =
        new Dictionary<string, string> { ["Score"] = "Probabilities", ["PredictedLabel"] = "PredictedLabel" };

    protected override LandscapeTrainer<MulticlassNetworkTransformer, MulticlassNetworkModel> Create(MLContext context, LandscapeTrainerOptions options) =>
        context.Landscape().MulticlassNetwork((MulticlassNetworkOptions)options);

    protected override MulticlassNetworkTransformer TransformerOf(MulticlassNetworkModel model) => MulticlassNetworkTransformer.Of(model);

    protected override MulticlassNetworkModel Strip(MulticlassNetworkModel model) => model.Stripped();

    public sealed class InItsTask : MulticlassContract
    {
        protected override LandscapeTrainerOptions DefaultOptions(int outputs) => new MulticlassNetworkOptions { HiddenLayers = [8] };

        protected override IEstimator<ITransformer> Create(MLContext context, LandscapeTrainerOptions options) => context.Landscape().MulticlassNetwork((MulticlassNetworkOptions)options);
    }
}
