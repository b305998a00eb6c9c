using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetLandscape;
using MLNetLandscape.SaveAndServe;

// One process trains on breast-cancer data and saves the pipeline; others, which know nothing of the training, load it to answer POST /predict or score a file.
switch (args)
{
    case ["train", string path]:
        Train(path);
        return 0;
    case ["serve", string path, .. string[] hostArguments]:
        await ServeAsync(path, hostArguments);
        return 0;
    case ["score", string path, string file]:
        Score(path, file);
        return 0;
    default:
        Console.Error.WriteLine("Usage: SaveAndServe train|serve|score MODEL.zip [--urls http://localhost:5000 | DATA.csv]");
        return 2;
}

static void Train(string path)
{
    MLContext mlContext = new(seed: 1);
    IDataView data = mlContext.Data.LoadFromTextFile<Patient>(Path.Combine(AppContext.BaseDirectory, "wdbc.csv"), separatorChar: ',', hasHeader: true);
    KeyValuePair<string, bool>[] malignant = [new("M", true), new("B", false)];
    var pipeline = mlContext.Transforms.Conversion.MapValue("Label", malignant, "Diagnosis")
        .Append(mlContext.Landscape().BinaryNetwork(numberOfEpochs: 60));
    ITransformer model = pipeline.Fit(data);
    mlContext.Model.Save(model, data.Schema, path);

    using var engine = mlContext.Model.CreatePredictionEngine<Patient, Diagnosis>(model);
    Diagnosis first = engine.Predict(mlContext.Data.CreateEnumerable<Patient>(data, reuseRowObject: false).First());
    Console.WriteLine(FormattableString.Invariant($"The first patient: score {first.Score:R}, malignant with probability {first.Probability:R}"));
}

static async Task ServeAsync(string path, string[] hostArguments)
{
    MLContext mlContext = new();
    ITransformer model = mlContext.Model.Load(path, out _);
    // A prediction engine is for one thread at a time.
    using ThreadLocal<PredictionEngine<Patient, Diagnosis>> engine = new(() => mlContext.Model.CreatePredictionEngine<Patient, Diagnosis>(model));

    WebApplication app = WebApplication.CreateBuilder(hostArguments).Build();
    app.MapPost("/predict", (float[] features) => features.Length == Patient.FeatureCount
        ? Results.Ok(engine.Value!.Predict(new Patient { Features = features }))
        : Results.BadRequest($"A patient has {Patient.FeatureCount} features, but {features.Length} came."));
    await app.RunAsync();
}

static void Score(string path, string file)
{
    MLContext mlContext = new();
    ITransformer model = mlContext.Landscape().RestoreModels(mlContext.Model.Load(path, out _));
    IDataView scored = model.Transform(mlContext.Data.LoadFromTextFile<Patient>(file, separatorChar: ',', hasHeader: true));
    bool[] malignant = [.. scored.GetColumn<bool>("PredictedLabel")];
    Console.WriteLine($"{malignant.Count(predicted => predicted)} of {malignant.Length} patients are predicted malignant");
}
