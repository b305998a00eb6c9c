using System.Text.Json;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Tests.Contract;
using MLNetLandscape.TorchSharp.Factories;
using MLNetLandscape.TorchSharp.Models;
using MLNetLandscape.TorchSharp.Scoring;
using MLNetLandscape.TorchSharp.Tests.Oracles;
using MLNetLandscape.TorchSharp.Trainers;
using MLNetLandscape.TorchSharp.Transformers;

namespace MLNetLandscape.TorchSharp.Tests.Trainers;

/// <summary>Modules from a file that PyTorch wrote, beside what PyTorch itself computes with them.</summary>
public sealed class TorchScriptTests : IClassFixture<TorchScriptTests.ScriptFile>, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ScriptFile file;
    private readonly MLContext context = new(1);
    private readonly IDataView data;
    private readonly float[] before;
    private readonly float[] after;

    public TorchScriptTests(ScriptFile file)
    {
        this.file = file;
        Assert.SkipUnless(file.IsThere, PyTorch.Missing);
        using JsonDocument results = JsonDocument.Parse(File.ReadAllBytes(file.ResultsPath));
        (before, after) = (Read(results, "before"), Read(results, "after"));
        data = context.Data.LoadFromEnumerable(Enumerable.Range(0, 8).Select(i => new Row
        {
            Features = [.. Enumerable.Range(0, 5).Select(j => (float)Math.Sin((5 * i) + j))],
            Label = (float)Math.Cos(i),
        }));
    }

    private TorchRegressionOptions Options => new()
    {
        TorchScriptPath = file.ScriptPath,
        Optimizer = new Sgd(),
        LearningRate = new Constant(0.1),
        NumberOfEpochs = 1,
        BatchSize = 8,
        Standardize = false,
        StandardizeLabel = false,
        Seed = 1,
    };

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_module_has_the_numbers_of_its_file()
    {
        using TensorModule module = TorchScriptSource.Open(file.ScriptPath).Create(seed: 1);
        using ModulePredictor predictor = new(module, isOwner: false, [5], outputs: 1, torch.CPU);
        float[] outputs = new float[before.Length];
        predictor.Predict([.. data.GetColumn<float[]>("Features").SelectMany(row => row)], outputs);
        AssertNear(before, outputs);
    }

    [Fact]
    public void A_step_moves_what_takes_gradients_as_PyTorch_does() => AssertNear(after, Scores(Fit(Options)));

    [Fact]
    public void A_saved_pipeline_carries_the_script()
    {
        string copy = folder.File("copy.pt");
        File.Copy(file.ScriptPath, copy);
        TorchRegressionTransformer transformer = Fit(Options with { TorchScriptPath = copy });
        File.Delete(copy);
        context.Model.Save(transformer, data.Schema, folder.File("model.zip"));
        ITransformer loaded = new MLContext().Model.Load(folder.File("model.zip"), out _);
        AssertNear(after, [.. loaded.Transform(data).GetColumn<float>("Score")]);
        TorchRegressionModel model = Assert.IsType<TorchRegressionModel>(Assert.Single(context.Landscape().FindModels(loaded)));
        Assert.Null(model.Factory);
        Assert.Equal(transformer.Model.State.Names, model.State.Names);
        Assert.Equal(Scores(transformer), Scores(TorchRegressionTransformer.Of(model)));
    }

    [Fact]
    public void A_fit_and_a_scoring_leave_no_tensor()
    {
        Scores(Fit(Options));
        long live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Scores(Fit(Options with { NumberOfEpochs = 200 }));
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private TorchRegressionTransformer Fit(TorchRegressionOptions options) => context.Landscape().TorchRegression(options).Fit(data);

    private float[] Scores(TorchRegressionTransformer transformer) => [.. transformer.Transform(data).GetColumn<float>("Score")];

    private static void AssertNear(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 2e-6));
    }

    private static float[] Read(JsonDocument document, string name) => [.. document.RootElement.GetProperty(name).EnumerateArray().Select(value => value.GetSingle())];

    /// <summary>The file and PyTorch's figures, made once for all tests.</summary>
    public sealed class ScriptFile : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public ScriptFile() => IsThere = PyTorch.Run("torchscript.py", ScriptPath, ResultsPath);

        public bool IsThere { get; }

        public string ScriptPath => folder.File("module.pt");

        public string ResultsPath => folder.File("results.json");

        public void Dispose() => folder.Dispose();
    }

    private sealed class Row
    {
        [VectorType(5)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }
}
