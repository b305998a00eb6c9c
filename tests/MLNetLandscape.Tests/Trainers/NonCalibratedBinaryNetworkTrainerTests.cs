using MLNetLandscape.Models;
using MLNetLandscape.Tests.Contract;
using MLNetLandscape.Tests.Contract.Tasks;
using MLNetLandscape.Trainers;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Tests.Trainers;

/// <summary>The contract for the trainer of two classes without Probability.</summary>
public sealed class NonCalibratedBinaryNetworkTrainerTests : NetworkTrainerContract<BinaryNetworkTransformer, BinaryNetworkModel>
{
    protected override ContractTask Task { get; } = new NonCalibratedBinaryTask();

    protected override LandscapeTrainerOptions DefaultOptions => new BinaryNetworkOptions { HiddenLayers = [8] };

    protected override IReadOnlyDictionary<string, string> OnnxOutputs { get; } =
        new Dictionary<string, string> { ["Score"] = "Score", ["PredictedLabel"] = "PredictedLabel" };

    protected override LandscapeTrainer<BinaryNetworkTransformer, BinaryNetworkModel> Create(MLContext context, LandscapeTrainerOptions options) =>
        context.Landscape().BinaryNetworkNonCalibrated((BinaryNetworkOptions)options);

    protected override BinaryNetworkTransformer TransformerOf(BinaryNetworkModel model) => BinaryNetworkTransformer.Of(model);

    protected override BinaryNetworkModel Strip(BinaryNetworkModel model) => model.Stripped();

    public sealed class InItsTask : BinaryContract
    {
        protected override bool IsCalibrated => false;

        protected override LandscapeTrainerOptions DefaultOptions(int outputs) => new BinaryNetworkOptions { HiddenLayers = [8] };

        protected override IEstimator<ITransformer> Create(MLContext context, LandscapeTrainerOptions options) => context.Landscape().BinaryNetworkNonCalibrated((BinaryNetworkOptions)options);
    }
}
