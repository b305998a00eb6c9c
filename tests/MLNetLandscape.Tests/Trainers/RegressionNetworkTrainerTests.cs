using MLNetLandscape.Core.Losses;
using MLNetLandscape.Models;
using MLNetLandscape.Tests.Contract;
using MLNetLandscape.Trainers;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Tests.Trainers;

/// <summary>The contract for the trainer of a real number, and what is its own.</summary>
public sealed class RegressionNetworkTrainerTests : NetworkTrainerContract<RegressionNetworkTransformer, RegressionNetworkModel>
{
    protected override string LabelColumn => nameof(ContractRow.Number);

    protected override LandscapeTrainerOptions DefaultOptions => new RegressionNetworkOptions { HiddenLayers = [8] };

    protected override IReadOnlyDictionary<string, string> OnnxOutputs { get; } =
        new Dictionary<string, string> { ["Score"] = "Score" };

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
    public void Trains_with_the_Huber_loss()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        Assert.True(Evaluate(context, Fit(context, data, options => (RegressionNetworkOptions)options with { Loss = new Huber() }).Transform(data)).Figure > 0.5);
    }

    [Fact]
    public void Refuses_a_loss_for_classes() => Assert.Equal(
        "Loss must be one for real numbers, but was Logistic. Use Squared or Huber.",
        Assert.Throws<ArgumentException>(() => new MLContext().Landscape().RegressionNetwork(new RegressionNetworkOptions { Loss = new Logistic() })).Message);

    protected override LandscapeTrainer<RegressionNetworkTransformer, RegressionNetworkModel> Create(MLContext context, LandscapeTrainerOptions options) =>
        context.Landscape().RegressionNetwork((RegressionNetworkOptions)options);

    protected override (double Figure, double Trivial) Evaluate(MLContext context, IDataView scored) => (context.Regression.Evaluate(scored).RSquared, 0);

    protected override IReadOnlyList<double> CrossValidate(MLContext context, IDataView data, IEstimator<ITransformer> trainer) =>
        [.. context.Regression.CrossValidate(data, trainer, 3).Select(fold => fold.Metrics.RSquared)];

    protected override IReadOnlyList<double> Importance(MLContext context, RegressionNetworkTransformer transformer, IDataView data) =>
        [.. context.Regression.PermutationFeatureImportance(transformer, transformer.Transform(data)).Select(importance => -importance.RSquared.Mean)];

    private protected override LandscapeTrainerOptions WithoutScaling(LandscapeTrainerOptions options) =>
        (RegressionNetworkOptions)options with { Standardize = false, StandardizeLabel = false, LearningRate = new Core.Schedules.Constant(1e-4) };

    protected override RegressionNetworkTransformer TransformerOf(RegressionNetworkModel model) => RegressionNetworkTransformer.Of(model);

    protected override RegressionNetworkModel Strip(RegressionNetworkModel model) => model.Stripped();
}
