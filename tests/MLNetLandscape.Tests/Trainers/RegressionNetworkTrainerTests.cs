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

    /// <summary>The line that docs/mlnet.md shows, and the overload that it warns of.</summary>
    [Fact]
    public void The_network_of_a_restored_pipeline_is_what_permutation_feature_importance_takes()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        ITransformer pipeline = context.Transforms.CopyColumns("Copy", "Features").Append((IEstimator<ITransformer>)Create(context, Options)).Fit(data);
        ITransformer restored = context.Landscape().RestoreModels(Reloaded.From(pipeline, data.Schema));
        IDataView scored = restored.Transform(data);

        RegressionNetworkTransformer network = ((IEnumerable<ITransformer>)restored).OfType<RegressionNetworkTransformer>().Single();
        Assert.Equal(ContractRow.FeatureCount, context.Regression.PermutationFeatureImportance(network, scored).Length);
        Assert.Contains(
            "The model provided does not have a compatible predictor",
            Assert.ThrowsAny<ArgumentException>(() => context.Regression.PermutationFeatureImportance(restored, scored)).Message,
            StringComparison.Ordinal);
    }

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
