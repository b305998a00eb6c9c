using MLNetLandscape.Tests.Contract;
using MLNetLandscape.Tests.Contract.Tasks;
using MLNetLandscape.TorchSharp.Models;
using MLNetLandscape.TorchSharp.Trainers;
using MLNetLandscape.TorchSharp.Transformers;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.TorchSharp.Tests.Trainers;

/// <summary>The contract for the trainer of a module for two classes without Probability.</summary>
public sealed class NonCalibratedTorchBinaryTrainerTests : TorchTrainerContract<TorchBinaryTransformer, TorchBinaryModel>
{
    protected override ContractTask Task { get; } = new NonCalibratedBinaryTask();

    protected override int Outputs => 1;

    protected override LandscapeTrainerOptions DefaultOptions => new TorchBinaryOptions { Factory = Small(Outputs) };

    protected override LandscapeTrainer<TorchBinaryTransformer, TorchBinaryModel> Create(MLContext context, LandscapeTrainerOptions options) =>
        context.Landscape().TorchBinaryNonCalibrated((TorchBinaryOptions)options);

    protected override TorchBinaryTransformer TransformerOf(TorchBinaryModel model) => TorchBinaryTransformer.Of(model);

    public sealed class InItsTask : BinaryContract
    {
        protected override bool IsCalibrated => false;

        protected override LandscapeTrainerOptions DefaultOptions(int outputs) => new TorchBinaryOptions { Factory = Small(outputs) };

        protected override IEstimator<ITransformer> Create(MLContext context, LandscapeTrainerOptions options) => context.Landscape().TorchBinaryNonCalibrated((TorchBinaryOptions)options);
    }
}
