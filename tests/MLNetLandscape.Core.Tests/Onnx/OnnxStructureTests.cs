using System.Text.RegularExpressions;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Onnx;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Onnx;

/// <summary>The files' structure, read back by a reader of the tests' own.</summary>
public sealed partial class OnnxStructureTests
{
    public static TheoryData<string> Names => [.. OnnxCases.All.Select(one => one.Name)];

    [Fact]
    public void A_small_model_is_this()
    {
        SavedModel model = new()
        {
            Network = new NetworkDefinition { Input = Shape.Vector(2), Layers = [new Dense(1, new Identity())], Neuron = new SkipNeuron(20) },
            Parameters = [0.5f, -0.25f, 0.125f, 2, 3, 4, 5],
            Loss = new PolynomialHinge(),
            Task = LearningTask.Binary,
            ClassNames = ["no", "yes"],
        };
        string text = Version().Replace(Read(model).ToText(), "producer_version: \"(version)\"", 1);
        Assert.Equal(SmallModel, text);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Everything_that_a_node_reads_was_there_before_it(string name)
    {
        OnnxMessage graph = Graph(name);
        HashSet<string> known = [.. ValueNames(graph, "input"), .. ValueNames(graph, "initializer")];
        foreach (OnnxMessage node in graph.All<OnnxMessage>("node"))
        {
            Assert.All(node.All<string>("input"), operand => Assert.Contains(operand, known));
            Assert.True(known.Add(node.One<string>("output")), $"{node.One<string>("output")} is computed twice.");
        }

        Assert.All(ValueNames(graph, "output"), output => Assert.Contains(output, known));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Everything_is_read_or_an_output(string name)
    {
        OnnxMessage graph = Graph(name);
        HashSet<string> read = [.. graph.All<OnnxMessage>("node").SelectMany(node => node.All<string>("input")), .. ValueNames(graph, "output")];
        Assert.All(graph.All<OnnxMessage>("node").Select(node => node.One<string>("output")), value => Assert.Contains(value, read));
        Assert.All(ValueNames(graph, "initializer"), value => Assert.Contains(value, read));
        Assert.All(ValueNames(graph, "input"), value => Assert.Contains(value, read));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_are_unique_identifiers(string name)
    {
        OnnxMessage graph = Graph(name);
        string[] values = [.. ValueNames(graph, "input"), .. ValueNames(graph, "initializer"), .. graph.All<OnnxMessage>("node").Select(node => node.One<string>("output"))];
        Assert.Equal(values.Length, values.Distinct().Count());
        Assert.All(values, value => Assert.Matches("^[A-Za-z_][A-Za-z0-9_]*$", value));
        string[] nodes = [.. graph.All<OnnxMessage>("node").Select(node => node.One<string>("name"))];
        Assert.Equal(nodes.Length, nodes.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Constants_are_as_long_as_their_dimensions_say(string name)
    {
        foreach (OnnxMessage tensor in Graph(name).All<OnnxMessage>("initializer"))
        {
            long count = tensor.All<long>("dims").Aggregate(1L, (product, dimension) => product * dimension);
            Assert.Equal(count, tensor.Numbers().Length);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_parameter_of_the_function_is_a_constant(string name)
    {
        OnnxCase one = Find(name);
        long constants = Graph(name).All<OnnxMessage>("initializer")
            .Where(tensor => ParameterName().IsMatch(tensor.One<string>("name")))
            .Sum(tensor => tensor.Numbers().LongLength);
        int loss = one.Model.Network.Neuron is LossFactorNeuron ? 2 : 0;
        Assert.Equal(one.Model.Parameters.Length + one.Model.State.Length - loss, constants);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_number_of_rows_is_free_and_that_of_columns_is_stated(string name)
    {
        OnnxCase one = Find(name);
        OnnxMessage graph = Graph(name);
        int outputs = Network<float>.FromParameters(one.Model.Network, one.Model.Parameters, one.Model.State).OutputSize;
        Assert.Equal([("N", one.Model.Network.Input.Size)], graph.All<OnnxMessage>("input").Select(Dimensions));
        Assert.Equal([one.Options.InputName], ValueNames(graph, "input"));
        foreach (OnnxMessage output in graph.All<OnnxMessage>("output"))
        {
            bool perClass = output.One<string>("name") is OnnxNames.Score or OnnxNames.Probabilities;
            Assert.Equal(("N", perClass ? outputs : 1), Dimensions(output));
        }
    }

    [Theory]
    [InlineData(13, 7)]
    [InlineData(14, 7)]
    [InlineData(15, 8)]
    [InlineData(16, 8)]
    [InlineData(17, 8)]
    public void States_the_operators_and_the_format_that_came_with_them(int opset, int irVersion)
    {
        OnnxMessage model = Read(OnnxCases.Model(OnnxCases.Tabular(1)), new OnnxOptions { Opset = opset });
        Assert.Equal(irVersion, model.One<long>("ir_version"));
        Assert.Equal((long)opset, model.One<OnnxMessage>("opset_import").One<long>("version"));
        Assert.Equal("", model.One<OnnxMessage>("opset_import").One<string>("domain"));
    }

    [Fact]
    public void Metadata_has_names_as_JSON()
    {
        OnnxCase one = Find("standardised");
        Assert.Equal(
            [
                ("task", "multiclass"),
                ("loss", """{"name":"softmax_cross_entropy"}"""),
                ("label_name", "answer"),
                ("feature_names", """["a","b \u0022quoted\u0022","c","d","h\u00E4ufig"]"""),
                ("class_names", """["no","yes","pu\u00F2 darsi"]"""),
                ("model.source", "tests"),
            ],
            Read(one.Model, one.Options).All<OnnxMessage>("metadata_props").Select(entry => (entry.One<string>("key"), entry.One<string>("value"))));
    }

    [Fact]
    public void The_mean_is_written_in_two_numbers_that_add_up()
    {
        OnnxMessage[] constants = [.. Graph("standardised").All<OnnxMessage>("initializer")];
        double[] high = constants.Single(tensor => tensor.One<string>("name") == "standardization_means").Numbers();
        double[] rest = constants.Single(tensor => tensor.One<string>("name") == "standardization_means_rest").Numbers();
        Assert.Equal(12345.678, high[1] + rest[1], 1e-10);
        Assert.NotEqual(12345.678, high[1], 1e-5);
        Assert.DoesNotContain(
            Graph("standardised, exact means").All<OnnxMessage>("initializer"), tensor => tensor.One<string>("name") == "standardization_means_rest");
    }

    [Fact]
    public void Without_standardization_the_network_reads_the_input_itself()
    {
        OnnxMessage graph = Graph("standardised outside");
        Assert.DoesNotContain(graph.All<OnnxMessage>("node"), node => node.One<string>("op_type") is "Sub" or "Div");
        Assert.Equal("Features that are standardised already; the graph does not.", graph.One<OnnxMessage>("input").One<string>("doc_string"));
    }

    [Fact]
    public void Same_padding_puts_the_odd_zeros_at_the_end()
    {
        // 7 x 6 with a kernel of 2 x 4 and stride 1: 1 row of zeros and 3 columns.
        OnnxMessage convolution = Graph("convolution, asymmetric padding").All<OnnxMessage>("node").Single(node => node.One<string>("op_type") == "Conv");
        OnnxMessage pads = convolution.All<OnnxMessage>("attribute").Single(attribute => attribute.One<string>("name") == "pads");
        Assert.Equal([0, 1, 1, 2], pads.All<long>("ints"));
    }

    [Fact]
    public void The_same_model_gives_the_same_bytes() => Assert.Equal(Bytes(Find("standardised").Model), Bytes(Find("standardised").Model));

    private static (string, long) Dimensions(OnnxMessage value)
    {
        OnnxMessage[] dimensions =
            [.. value.One<OnnxMessage>("type").One<OnnxMessage>("tensor_type").One<OnnxMessage>("shape").All<OnnxMessage>("dim")];
        Assert.Equal(2, dimensions.Length);
        return (dimensions[0].One<string>("dim_param"), dimensions[1].One<long>("dim_value"));
    }

    private static IEnumerable<string> ValueNames(OnnxMessage graph, string field) =>
        graph.All<OnnxMessage>(field).Select(value => value.One<string>("name"));

    private static OnnxCase Find(string name) => OnnxCases.All.Single(one => one.Name == name);

    private static OnnxMessage Graph(string name) => Read(Find(name).Model, Find(name).Options).One<OnnxMessage>("graph");

    private static OnnxMessage Read(SavedModel model, OnnxOptions? options = null) => OnnxMessage.Read(Bytes(model, options));

    private static byte[] Bytes(SavedModel model, OnnxOptions? options = null)
    {
        using MemoryStream stream = new();
        OnnxModel.Write(stream, model, options);
        return stream.ToArray();
    }

    [GeneratedRegex("producer_version: \"[0-9]+\\.[0-9]+\\.[0-9]+[-.0-9a-z]*\"")]
    private static partial Regex Version();

    [GeneratedRegex("^(layer|neuron).*_(weights|bias|gates|gamma|beta|mean|variance|scale)$")]
    private static partial Regex ParameterName();
}
