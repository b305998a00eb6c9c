using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Neurons;

namespace MLNetLandscape.Tests.Contract;

/// <content>Export to ONNX.</content>
public abstract partial class TrainerContract<TTransformer, TModel>
{
    private static readonly Activation[] Activations = [new Relu(), new LeakyRelu(), new Tanh(), new Sigmoid(), new Softplus(), new Identity()];

    /// <summary>The ONNX output that each of ML.NET's columns is called.</summary>
    protected abstract IReadOnlyDictionary<string, string> OnnxOutputs { get; }

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
            TTransformer transformer = Fit(context, data, options => options with { Activation = item.Item.activation, Neuron = item.Item.neuron, NumberOfEpochs = 5 });
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

    private static double[] Column(IDataView scored, string name) => scored.Schema[name].Type switch
    {
        VectorDataViewType => [.. scored.GetColumn<float[]>(name).SelectMany(row => row).Select(value => (double)value)],
        KeyDataViewType => [.. scored.GetColumn<uint>(name).Select(key => key - 1.0)],
        BooleanDataViewType => [.. scored.GetColumn<bool>(name).Select(value => value ? 1.0 : 0)],
        _ => [.. scored.GetColumn<float>(name).Select(value => (double)value)],
    };
}
