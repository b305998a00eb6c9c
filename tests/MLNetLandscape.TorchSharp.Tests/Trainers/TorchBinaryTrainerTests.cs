using MLNetLandscape.Tests.Contract;
using MLNetLandscape.Tests.Contract.Tasks;
using MLNetLandscape.TorchSharp.Models;
using MLNetLandscape.TorchSharp.Trainers;
using MLNetLandscape.TorchSharp.Transformers;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.TorchSharp.Tests.Trainers;

/// <summary>The contract for the trainer of a module for two classes, and what is its own.</summary>
public sealed class TorchBinaryTrainerTests : TorchTrainerContract<TorchBinaryTransformer, TorchBinaryModel>
{
    protected override ContractTask Task { get; } = new BinaryTask();

    protected override int Outputs => 1;

    protected override LandscapeTrainerOptions DefaultOptions => new TorchBinaryOptions { Factory = Small(Outputs) };

    [Fact]
    public void The_score_of_the_logistic_loss_is_the_log_odds()
    {
        MLContext context = new(1);
        Assert.Equal(MLNetLandscape.Calibration.PlattScaling.LogOdds, Fit(context, Data(context)).Model.Calibrator);
    }

    [Fact]
    public void The_polynomial_hinge_is_calibrated_on_the_rows_held_back()
    {
        MLContext context = new(1);
        TorchBinaryTransformer transformer = Fit(
            context, Data(context, 300), options => (TorchBinaryOptions)options with { Loss = new Core.Losses.PolynomialHinge(), ValidationFraction = 0.3 });
        Assert.NotEqual(MLNetLandscape.Calibration.PlattScaling.LogOdds, transformer.Model.Calibrator);
        Assert.True(transformer.Model.Calibrator!.Slope < 0);
        Assert.True(Task.Evaluate(context, transformer.Transform(Data(context, 300, seed: 4))).Figure > 0.8);
    }

    protected override LandscapeTrainer<TorchBinaryTransformer, TorchBinaryModel> Create(MLContext context, LandscapeTrainerOptions options) =>
        context.Landscape().TorchBinary((TorchBinaryOptions)options);

    protected override TorchBinaryTransformer TransformerOf(TorchBinaryModel model) => TorchBinaryTransformer.Of(model);

    public sealed class InItsTask : BinaryContract
    {
        protected override bool IsCalibrated => true;

        protected override LandscapeTrainerOptions DefaultOptions(int outputs) => new TorchBinaryOptions { Factory = Small(outputs) };

        protected override IEstimator<ITransformer> Create(MLContext context, LandscapeTrainerOptions options) => context.Landscape().TorchBinary((TorchBinaryOptions)options);
    }
}
