using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetLandscape;
using MLNetLandscape.BringYourOwnModule;
using MLNetLandscape.TorchSharp.Trainers;

// A TorchSharp module of one's own in an ordinary pipeline: cross-validated with and without the exponential neuron, saved, loaded, asked.
MLContext mlContext = new(seed: 1);
IDataView table = mlContext.Data.LoadFromTextFile(
    Path.Combine(AppContext.BaseDirectory, "wdbc.csv"),
    [new TextLoader.Column("Features", DataKind.Single, 0, 29), new TextLoader.Column("Diagnosis", DataKind.String, 30)],
    separatorChar: ',',
    hasHeader: true);
KeyValuePair<string, bool>[] malignant = [new("M", true), new("B", false)];
var toLabel = mlContext.Transforms.Conversion.MapValue("Label", malignant, "Diagnosis");

CrossValidate("with the neuron", neuron: true);
CrossValidate("without it", neuron: false);

ITransformer model = toLabel.Append(mlContext.Landscape().TorchBinary(Options(neuron: true))).Fit(table);
mlContext.Model.Save(model, table.Schema, "residual.zip");
ITransformer loaded = new MLContext().Model.Load("residual.zip", out _);

using var engine = mlContext.Model.CreatePredictionEngine<Patient, Prediction>(loaded);
Patient patient = mlContext.Data.CreateEnumerable<Patient>(table, reuseRowObject: false).First();
Prediction prediction = engine.Predict(patient);
Console.WriteLine(FormattableString.Invariant(
    $"A patient with diagnosis {patient.Diagnosis}: malignant {prediction.PredictedLabel}, probability {prediction.Probability:F4}"));

void CrossValidate(string name, bool neuron)
{
    var folds = mlContext.BinaryClassification.CrossValidate(
        toLabel.Fit(table).Transform(table), mlContext.Landscape().TorchBinary(Options(neuron)), numberOfFolds: 5, seed: 1);
    Console.WriteLine(FormattableString.Invariant(
        $"residual network {name,-16} accuracy {folds.Average(fold => fold.Metrics.Accuracy):F4}, area under the curve {folds.Average(fold => fold.Metrics.AreaUnderRocCurve):F4}"));
}

static TorchBinaryOptions Options(bool neuron) => new()
{
    Factory = new ResidualTable(Features: 30, Width: 32, Blocks: 2, neuron),
    NumberOfEpochs = 30,
    Seed = 1,
};
