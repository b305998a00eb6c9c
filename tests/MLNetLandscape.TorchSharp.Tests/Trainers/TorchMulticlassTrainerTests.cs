using MLNetLandscape.Tests.Contract;
using MLNetLandscape.TorchSharp.Models;
using MLNetLandscape.TorchSharp.Trainers;
using MLNetLandscape.TorchSharp.Transformers;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.TorchSharp.Tests.Trainers;

/// <summary>The contract for the trainer of a module for several classes, and what is its own.</summary>
public sealed class TorchMulticlassTrainerTests : TorchTrainerContract<TorchMulticlassTransformer, TorchMulticlassModel>
{
    protected override string LabelColumn => nameof(ContractRow.Class);

    protected override int Outputs => 3;

    protected override LandscapeTrainerOptions DefaultOptions => new TorchMulticlassOptions { Factory = Small(Outputs) };

    protected override (string Column, string Message) WrongLabel =>
        ("Number", "Schema mismatch for label column 'Number': expected Key<UInt32>, got Single");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Names_the_slots_of_Score_after_the_classes(bool load)
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        IDataView data = Data(context);
        ITransformer model = Fit(context, data);
        if (load)
        {
            context.Model.Save(model, data.Schema, folder.File("model.zip"));
            model = new MLContext().Model.Load(folder.File("model.zip"), out _);
        }

        IDataView scored = model.Transform(data);
        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["Score"].GetSlotNames(ref names);
        Assert.Equal(["iris", "rose", "tulip"], names.DenseValues().Select(name => name.ToString()));
        Assert.All(scored.GetColumn<float[]>("Score"), scores => Assert.Equal(1, scores.Sum(), 1e-5));
    }

    [Fact]
    public void A_class_that_a_fold_lacks_keeps_its_slot()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        IDataView fold = context.Data.FilterByCustomPredicate<ClassOnly>(data, row => row.Class == "rose");
        Assert.Equal(3, Fit(context, fold).Model.ClassCount);
    }

    protected override LandscapeTrainer<TorchMulticlassTransformer, TorchMulticlassModel> Create(MLContext context, LandscapeTrainerOptions options) =>
        context.Landscape().TorchMulticlass((TorchMulticlassOptions)options);

    protected override (double Figure, double Trivial) Evaluate(MLContext context, IDataView scored)
    {
        MulticlassClassificationMetrics metrics = context.MulticlassClassification.Evaluate(scored);
        Assert.InRange(metrics.LogLoss, 0, 1.1);
        return (metrics.MacroAccuracy, 1.0 / 3);
    }

    protected override IReadOnlyList<double> CrossValidate(MLContext context, IDataView data, IEstimator<ITransformer> trainer) =>
        [.. context.MulticlassClassification.CrossValidate(data, trainer, 3).Select(fold => fold.Metrics.MacroAccuracy)];

    protected override IReadOnlyList<double> Importance(MLContext context, TorchMulticlassTransformer transformer, IDataView data) =>
        [.. context.MulticlassClassification.PermutationFeatureImportance(transformer, transformer.Transform(data))
            .Select(importance => -importance.MicroAccuracy.Mean)];

    protected override TorchMulticlassTransformer TransformerOf(TorchMulticlassModel model) => TorchMulticlassTransformer.Of(model);

    private sealed class ClassOnly
    {
        public string Class { get; set; } = "";
    }
}
