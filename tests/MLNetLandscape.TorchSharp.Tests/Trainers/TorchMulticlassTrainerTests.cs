using MLNetLandscape.Tests.Contract;
using MLNetLandscape.Tests.Contract.Tasks;
using MLNetLandscape.TorchSharp.Models;
using MLNetLandscape.TorchSharp.Trainers;
using MLNetLandscape.TorchSharp.Transformers;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.TorchSharp.Tests.Trainers;

/// <summary>The contract for the trainer of a module for several classes, and what is its own.</summary>
public sealed class TorchMulticlassTrainerTests : TorchTrainerContract<TorchMulticlassTransformer, TorchMulticlassModel>
{
    protected override ContractTask Task { get; } = new MulticlassTask();

    protected override int Outputs => 3;

    protected override LandscapeTrainerOptions DefaultOptions => new TorchMulticlassOptions { Factory = Small(Outputs) };

    protected override LandscapeTrainer<TorchMulticlassTransformer, TorchMulticlassModel> Create(MLContext context, LandscapeTrainerOptions options) =>
        context.Landscape().TorchMulticlass((TorchMulticlassOptions)options);

    protected override TorchMulticlassTransformer TransformerOf(TorchMulticlassModel model) => TorchMulticlassTransformer.Of(model);

    public sealed class InItsTask : MulticlassContract
    {
        protected override LandscapeTrainerOptions DefaultOptions(int outputs) => new TorchMulticlassOptions { Factory = Small(outputs) };

        protected override IEstimator<ITransformer> Create(MLContext context, LandscapeTrainerOptions options) => context.Landscape().TorchMulticlass((TorchMulticlassOptions)options);

        protected override void AssertSameScores(IReadOnlyList<string> expected, IReadOnlyList<string> actual) => RoundedScores.AssertEqual(expected, actual);
    }
}
