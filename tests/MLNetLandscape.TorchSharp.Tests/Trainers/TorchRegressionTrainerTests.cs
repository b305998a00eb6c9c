using MLNetLandscape.Tests.Contract;
using MLNetLandscape.TorchSharp.Models;
using MLNetLandscape.TorchSharp.Trainers;
using MLNetLandscape.TorchSharp.Transformers;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.TorchSharp.Tests.Trainers;

/// <summary>The contract for the trainer of a module for a real number, and what is its own.</summary>
public sealed class TorchRegressionTrainerTests : TorchTrainerContract<TorchRegressionTransformer, TorchRegressionModel>
{
    protected override string LabelColumn => nameof(ContractRow.Number);

    protected override int Outputs => 1;

    protected override LandscapeTrainerOptions DefaultOptions => new TorchRegressionOptions { Factory = Small(Outputs) };

    protected override (string Column, string Message) WrongLabel =>
        ("Flag", "Schema mismatch for label column 'Flag': expected Single, got Boolean");

    [Fact]
    public void Scores_in_the_unit_of_the_label()
    {
        MLContext context = new(1);
        List<ContractRow> rows = ContractData.Rows(100);
        float[] scores = [.. Fit(context, View(context, rows)).Transform(View(context, rows)).GetColumn<float>("Score")];
        Assert.Equal(rows.Average(row => row.Number), scores.Average(), 1.0);
    }

    [Fact]
    public void Refuses_a_loss_for_classes() => Assert.Equal(
        "Loss must be one for real numbers, but was Logistic. Use Squared or Huber.",
        Assert.Throws<ArgumentException>(() =>
            new MLContext().Landscape().TorchRegression(new TorchRegressionOptions { Factory = Small(1), Loss = new Core.Losses.Logistic() })).Message);

    protected override LandscapeTrainer<TorchRegressionTransformer, TorchRegressionModel> Create(MLContext context, LandscapeTrainerOptions options) =>
        context.Landscape().TorchRegression((TorchRegressionOptions)options);

    protected override (double Figure, double Trivial) Evaluate(MLContext context, IDataView scored) => (context.Regression.Evaluate(scored).RSquared, 0);

    protected override IReadOnlyList<double> CrossValidate(MLContext context, IDataView data, IEstimator<ITransformer> trainer) =>
        [.. context.Regression.CrossValidate(data, trainer, 3).Select(fold => fold.Metrics.RSquared)];

    protected override IReadOnlyList<double> Importance(MLContext context, TorchRegressionTransformer transformer, IDataView data) =>
        [.. context.Regression.PermutationFeatureImportance(transformer, transformer.Transform(data)).Select(importance => -importance.RSquared.Mean)];

    protected override TorchRegressionTransformer TransformerOf(TorchRegressionModel model) => TorchRegressionTransformer.Of(model);

    private protected override LandscapeTrainerOptions WithoutScaling(LandscapeTrainerOptions options) =>
        (TorchRegressionOptions)options with { Standardize = false, StandardizeLabel = false, LearningRate = new Core.Schedules.Constant(1e-4) };
}
