using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Pretraining;
using MLNetLandscape.Models;
using MLNetLandscape.Tests.Contract;
using MLNetLandscape.Trainers;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Tests.Trainers;

/// <summary>What every trainer of a network must do beside the contract for all trainers.</summary>
public abstract class NetworkTrainerContract<TTransformer, TModel> : TrainerContract<TTransformer, TModel>
    where TTransformer : LandscapeTransformer<TModel>
    where TModel : NetworkModel
{
    private static readonly Activation[] Activations = [new Relu(), new LeakyRelu(), new Tanh(), new Sigmoid(), new Softplus(), new Identity()];

    /// <summary>The ONNX output that each of ML.NET's columns is called.</summary>
    protected abstract IReadOnlyDictionary<string, string> OnnxOutputs { get; }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pretraining_starts_better_and_the_same_every_time(bool stream)
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        LandscapeTrainerOptions Brief(bool pretrains) => (NetworkTrainerOptions)Options with
        {
            Pretraining = pretrains ? new NetworkPretraining { Search = new NeuronSearch { Candidates = 4 } } : null,
            NumberOfEpochs = 1,
            LearningRate = new Core.Schedules.Constant(1e-9),
            EvaluateTrainingData = true,
            Stream = stream,
        };
        TModel usual = Create(context, Brief(false)).Fit(data).Model;
        TModel pretrained = Create(context, Brief(true)).Fit(data).Model;
        Assert.True(pretrained.History.Epochs[0].Training!.Loss < 0.7 * usual.History.Epochs[0].Training!.Loss);
        Assert.Equal(Parameters(pretrained), Parameters(Create(context, Brief(true)).Fit(data).Model));
    }

    [Fact]
    public void Onnxruntime_computes_our_scores_for_every_activation_with_and_without_the_neuron()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        List<ContractRow> rows = ContractData.Rows(40);
        IDataView data = View(context, rows);
        float[] features = [.. rows.SelectMany(row => row.Features)];
        NeuronDefinition?[] neurons = [null, new SkipNeuron()];
        var cases = (from activation in Activations from neuron in neurons select (activation, neuron)).Index().Select(item =>
        {
            TTransformer transformer = Fit(context, data, options => (NetworkTrainerOptions)options with { Activation = item.Item.activation, Neuron = item.Item.neuron, NumberOfEpochs = 5 });
            string path = folder.File($"{item.Index}.onnx");
            transformer.Model.ExportOnnx(path);
            return (Transformer: transformer, Path: path);
        }).ToList();

        List<Dictionary<string, double[]>> results = OnnxProcess.Run(folder, [.. cases.Select(one => one.Path)], features, ContractRow.FeatureCount);

        foreach ((TTransformer transformer, Dictionary<string, double[]> outputs) in cases.Select(one => one.Transformer).Zip(results))
        {
            IDataView scored = transformer.Transform(data);
            foreach ((string column, string output) in OnnxOutputs)
            {
                double[] expected = Column(scored, column);
                Assert.Equal(expected.Length, outputs[output].Length);
                Assert.All(expected.Zip(outputs[output]), pair => Assert.Equal(pair.First, pair.Second, 1e-4 * Math.Max(1, Math.Abs(pair.First))));
            }
        }
    }

    [Fact]
    public void A_warm_start_refuses_a_model_of_another_shape()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        TModel model = Fit(context, data).Model;
        NetworkTrainerOptions other = (NetworkTrainerOptions)Options with { HiddenLayers = [9] };
        string message = Assert.Throws<ArgumentException>(() => Create(context, other).Fit(data, model)).Message;
        Assert.StartsWith("The model to start from must have the network that the trainer's options describe, 5 features, [Dense 9 Relu, Dense ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_model_does_without_its_neuron()
    {
        MLContext context = new(1);
        IDataView data = Data(context);
        TModel stripped = Strip(Fit(context, data, options => WithNeuron(options, true)).Model);
        Assert.Null(stripped.Network.Definition.Neuron);
        Assert.Equal(150, ScoreBits.Of(TransformerOf(stripped).Transform(data)).Count);
    }

    [Fact]
    public void The_loaded_model_has_the_network_that_was_saved()
    {
        MLContext context = new(1);
        TModel model = Fit(context, Data(context)).Model;
        NetworkModel decoded = (NetworkModel)MLNetLandscape.Persistence.PayloadFormat.Decode(model.Format.Encode(model));
        Assert.Equal(model.Network.Definition, decoded.Network.Definition);
    }

    /// <summary>The model without its neuron.</summary>
    protected abstract TModel Strip(TModel model);

    protected sealed override float[] Parameters(TModel model) => model.Network.Parameters.ToArray();

    protected sealed override LandscapeTrainerOptions WithNeuron(LandscapeTrainerOptions options, bool hasNeuron) =>
        (NetworkTrainerOptions)options with { Neuron = hasNeuron ? new SkipNeuron() : null };

    private static double[] Column(IDataView scored, string name) => scored.Schema[name].Type switch
    {
        VectorDataViewType => [.. scored.GetColumn<float[]>(name).SelectMany(row => row).Select(value => (double)value)],
        KeyDataViewType => [.. scored.GetColumn<uint>(name).Select(key => key - 1.0)],
        BooleanDataViewType => [.. scored.GetColumn<bool>(name).Select(value => value ? 1.0 : 0)],
        _ => [.. scored.GetColumn<float>(name).Select(value => (double)value)],
    };
}
