using MLNetLandscape.Models;
using MLNetLandscape.Tests.Contract;
using MLNetLandscape.Tests.Contract.Tasks;
using MLNetLandscape.Trainers;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Tests.Trainers;

/// <summary>The contract for the calibrated trainer of two classes, and what is its own.</summary>
public sealed class BinaryNetworkTrainerTests : NetworkTrainerContract<BinaryNetworkTransformer, BinaryNetworkModel>
{
    protected override ContractTask Task { get; } = new BinaryTask();

    protected override LandscapeTrainerOptions DefaultOptions => new BinaryNetworkOptions { HiddenLayers = [8] };

    protected override IReadOnlyDictionary<string, string> OnnxOutputs { get; } =
        new Dictionary<string, string> { ["Score"] = "Score", ["Probability"] = "Probability", ["PredictedLabel"] = "PredictedLabel" };

    [Fact]
    public void The_logistic_loss_needs_no_calibration()
    {
        MLContext context = new(1);
        BinaryNetworkModel model = Fit(context, Data(context), options => (BinaryNetworkOptions)options with { Loss = new Core.Losses.Logistic() }).Model;
        Assert.Equal(MLNetLandscape.Calibration.PlattScaling.LogOdds, model.Calibrator);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Validation_rows_that_weigh_nothing_in_one_class_leave_the_calibration_to_the_training_rows(bool stream, bool areAllThere)
    {
        MLContext context = new(1);
        List<string> log = [];
        context.Log += (_, message) => log.Add(message.RawMessage);
        List<ContractRow> rows = ContractData.Rows(60, seed: 8);
        foreach (ContractRow row in rows.Where(row => !row.Flag))
        {
            row.Weight = 0;
        }

        IDataView validation = View(context, rows.Where(row => areAllThere || row.Flag));
        LandscapeTrainerOptions options = Options with { ExampleWeightColumnName = "Weight", Stream = stream };
        BinaryNetworkModel model = Create(context, options).Fit(Data(context), validation).Model;

        Assert.Equal(Create(context, options).Fit(Data(context)).Model.Calibrator, model.Calibrator);
        Assert.Single(log, "No validation row whose 'Label' is False has a weight above 0, so Probability is calibrated on the training rows. Validate on rows of both classes.");
    }

    [Fact]
    public void A_prediction_engine_predicts()
    {
        MLContext context = new(1);
        List<ContractRow> rows = ContractData.Rows(100);
        BinaryNetworkTransformer transformer = Fit(context, View(context, rows));
        using PredictionEngine<ContractRow, Prediction> engine = context.Model.CreatePredictionEngine<ContractRow, Prediction>(transformer);
        List<Prediction> batched = [.. context.Data.CreateEnumerable<Prediction>(transformer.Transform(View(context, rows)), reuseRowObject: false)];
        Assert.Equal(batched.Select(p => (p.PredictedLabel, p.Score, p.Probability)), rows.Select(engine.Predict).Select(p => (p.PredictedLabel, p.Score, p.Probability)));
        Assert.All(batched, p => Assert.Equal(p.Score > 0, p.PredictedLabel));
        Assert.All(batched, p => Assert.InRange(p.Probability, 0, 1));
    }

    [Fact]
    public void ML_NETs_calibrators_and_evaluators_work_on_a_loaded_pipeline()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        IDataView data = Data(context);
        BinaryNetworkTransformer transformer = Fit(context, data);
        context.Model.Save(transformer, data.Schema, folder.File("model.zip"));
        IDataView fitted = transformer.Transform(data);
        IDataView loaded = context.Model.Load(folder.File("model.zip"), out _).Transform(data);

        Assert.Equal(
            context.BinaryClassification.Evaluate(fitted).ConfusionMatrix.GetFormattedConfusionTable(),
            context.BinaryClassification.Evaluate(loaded).ConfusionMatrix.GetFormattedConfusionTable());
        Assert.Equal(
            ScoreBits.Of(context.BinaryClassification.Calibrators.Isotonic().Fit(fitted).Transform(fitted)),
            ScoreBits.Of(context.BinaryClassification.Calibrators.Isotonic().Fit(loaded).Transform(loaded)));
    }

    protected override LandscapeTrainer<BinaryNetworkTransformer, BinaryNetworkModel> Create(MLContext context, LandscapeTrainerOptions options) =>
        context.Landscape().BinaryNetwork((BinaryNetworkOptions)options);

    protected override BinaryNetworkTransformer TransformerOf(BinaryNetworkModel model) => BinaryNetworkTransformer.Of(model);

    protected override BinaryNetworkModel Strip(BinaryNetworkModel model) => model.Stripped();

    public sealed class InItsTask : BinaryContract
    {
        protected override bool IsCalibrated => true;

        protected override LandscapeTrainerOptions DefaultOptions(int outputs) => new BinaryNetworkOptions { HiddenLayers = [8] };

        protected override IEstimator<ITransformer> Create(MLContext context, LandscapeTrainerOptions options) => context.Landscape().BinaryNetwork((BinaryNetworkOptions)options);
    }

    private sealed class Prediction
    {
        public bool PredictedLabel { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }
    }
}
