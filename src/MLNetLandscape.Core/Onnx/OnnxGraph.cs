using System.Buffers.Binary;
using System.Globalization;

namespace MLNetLandscape.Core.Onnx;

/// <summary>A GraphProto under construction: nodes in the order of computation, constants, inputs and outputs.</summary>
/// <remarks>Field numbers are those of onnx.proto, github.com/onnx/onnx. A node and the one tensor that it computes share a name.</remarks>
internal sealed class OnnxGraph
{
    /// <summary>The name of the first dimension of every input and output: any number of rows.</summary>
    public const string BatchDimension = "N";

    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly List<ProtobufMessage> nodes = [];
    private readonly List<ProtobufMessage> initializers = [];
    private readonly List<ProtobufMessage> inputs = [];
    private readonly List<ProtobufMessage> outputs = [];

    /// <summary>Adds an input [N, columns] of single-precision numbers.</summary>
    public void AddInput(string name, int columns, string documentation)
    {
        names.Add(name);
        inputs.Add(ValueInfo(name, OnnxElementType.Single, columns, documentation));
    }

    /// <summary>Declares an output [N, columns], so that no other tensor takes its name; a node of that name must follow.</summary>
    public void AddOutput(string name, OnnxElementType type, int columns, string documentation)
    {
        names.Add(name);
        outputs.Add(ValueInfo(name, type, columns, documentation));
    }

    /// <summary>Adds a constant of single-precision numbers, row-major; without dimensions a scalar. Returns its name.</summary>
    public string AddConstant(string name, ReadOnlySpan<float> values, params ReadOnlySpan<int> dimensions)
    {
        byte[] data = new byte[checked(values.Length * sizeof(float))];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(i * sizeof(float)), values[i]);
        }

        return AddTensor(name, OnnxElementType.Single, data, dimensions);
    }

    /// <summary>Adds a scalar constant. Returns its name.</summary>
    public string AddScalar(string name, double value) => AddConstant(name, [(float)value]);

    /// <summary>Adds a constant vector of integers. Returns its name.</summary>
    public string AddIntegers(string name, params ReadOnlySpan<int> values)
    {
        byte[] data = new byte[values.Length * sizeof(long)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(data.AsSpan(i * sizeof(long)), values[i]);
        }

        return AddTensor(name, OnnxElementType.Int64, data, values.Length);
    }

    /// <summary>Adds a node that computes one tensor, named after the scope and the operator. Returns the tensor's name.</summary>
    public string AddNode(string operation, OnnxScope scope, ReadOnlySpan<string> operands, params ReadOnlySpan<ProtobufMessage> attributes)
    {
        string name = Claim($"{scope.Name}_{operation.ToLowerInvariant()}");
        Append(operation, name, operands, attributes);
        return name;
    }

    /// <summary>Adds the node that computes an output of the graph.</summary>
    public void AddOutputNode(string operation, string output, ReadOnlySpan<string> operands, params ReadOnlySpan<ProtobufMessage> attributes) =>
        Append(operation, output, operands, attributes);

    /// <summary>The message GraphProto.</summary>
    public ProtobufMessage ToMessage(string name) => new ProtobufMessage()
        .Add(1, nodes)
        .Add(2, name)
        .Add(5, initializers)
        .Add(11, inputs)
        .Add(12, outputs);

    private void Append(string operation, string output, ReadOnlySpan<string> operands, ReadOnlySpan<ProtobufMessage> attributes)
    {
        ProtobufMessage node = new();
        foreach (string operand in operands)
        {
            node.Add(1, operand);
        }

        node.Add(2, output).Add(3, output).Add(4, operation);
        foreach (ProtobufMessage attribute in attributes)
        {
            node.Add(5, attribute);
        }

        nodes.Add(node);
    }

    private string AddTensor(string name, OnnxElementType type, byte[] littleEndian, params ReadOnlySpan<int> dimensions)
    {
        string claimed = Claim(name);
        ProtobufMessage tensor = new();
        foreach (int dimension in dimensions)
        {
            tensor.Add(1, dimension);
        }

        initializers.Add(tensor.Add(2, (long)type).Add(8, claimed).Add(9, littleEndian));
        return claimed;
    }

    /// <summary>The name itself, or with the first number that makes it new.</summary>
    private string Claim(string name)
    {
        string candidate = name;
        for (int number = 2; !names.Add(candidate); number++)
        {
            candidate = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
        }

        return candidate;
    }

    private static ProtobufMessage ValueInfo(string name, OnnxElementType type, int columns, string documentation)
    {
        ProtobufMessage shape = new ProtobufMessage()
            .Add(1, new ProtobufMessage().Add(2, BatchDimension))
            .Add(1, new ProtobufMessage().Add(1, columns));
        ProtobufMessage tensor = new ProtobufMessage().Add(1, (long)type).Add(2, shape);
        return new ProtobufMessage().Add(1, name).Add(2, new ProtobufMessage().Add(1, tensor)).Add(3, documentation);
    }
}
