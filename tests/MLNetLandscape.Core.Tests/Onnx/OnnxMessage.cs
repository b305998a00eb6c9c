using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace MLNetLandscape.Core.Tests.Onnx;

/// <summary>A message of onnx.proto with its fields' names, in the few kinds that a network needs.</summary>
/// <remarks>Written from the specification and not from the writer: an unknown field fails the test that reads it.</remarks>
internal sealed record OnnxMessage(string Kind, IReadOnlyList<(string Name, object Value)> Fields)
{
    private static readonly Dictionary<string, Dictionary<int, (string Name, string Type)>> Schema = new()
    {
        ["ModelProto"] = new()
        {
            [1] = ("ir_version", "int"),
            [2] = ("producer_name", "string"),
            [3] = ("producer_version", "string"),
            [5] = ("model_version", "int"),
            [6] = ("doc_string", "string"),
            [7] = ("graph", "GraphProto"),
            [8] = ("opset_import", "OperatorSetIdProto"),
            [14] = ("metadata_props", "StringStringEntryProto"),
        },
        ["OperatorSetIdProto"] = new() { [1] = ("domain", "string"), [2] = ("version", "int") },
        ["StringStringEntryProto"] = new() { [1] = ("key", "string"), [2] = ("value", "string") },
        ["GraphProto"] = new()
        {
            [1] = ("node", "NodeProto"),
            [2] = ("name", "string"),
            [5] = ("initializer", "TensorProto"),
            [11] = ("input", "ValueInfoProto"),
            [12] = ("output", "ValueInfoProto"),
        },
        ["NodeProto"] = new()
        {
            [1] = ("input", "string"),
            [2] = ("output", "string"),
            [3] = ("name", "string"),
            [4] = ("op_type", "string"),
            [5] = ("attribute", "AttributeProto"),
        },
        ["AttributeProto"] = new() { [1] = ("name", "string"), [2] = ("f", "float"), [3] = ("i", "int"), [8] = ("ints", "int"), [20] = ("type", "int") },
        ["TensorProto"] = new() { [1] = ("dims", "int"), [2] = ("data_type", "int"), [8] = ("name", "string"), [9] = ("raw_data", "bytes") },
        ["ValueInfoProto"] = new() { [1] = ("name", "string"), [2] = ("type", "TypeProto"), [3] = ("doc_string", "string") },
        ["TypeProto"] = new() { [1] = ("tensor_type", "Tensor") },
        ["Tensor"] = new() { [1] = ("elem_type", "int"), [2] = ("shape", "TensorShapeProto") },
        ["TensorShapeProto"] = new() { [1] = ("dim", "Dimension") },
        ["Dimension"] = new() { [1] = ("dim_value", "int"), [2] = ("dim_param", "string") },
    };

    public static OnnxMessage Read(ReadOnlySpan<byte> bytes, string kind = "ModelProto") =>
        new(kind, [.. ProtobufField.Read(bytes).Select(field => Read(field, Schema[kind][field.Number]))]);

    /// <summary>All values of a field.</summary>
    public IEnumerable<T> All<T>(string name) => Fields.Where(field => field.Name == name).Select(field => (T)field.Value);

    /// <summary>The value of a field that occurs once.</summary>
    public T One<T>(string name) => All<T>(name).Single();

    /// <summary>The text form of protocol buffers, tensors with their numbers.</summary>
    public string ToText()
    {
        StringBuilder text = new();
        Append(text, "");
        return text.ToString();
    }

    /// <summary>The numbers of a TensorProto.</summary>
    public double[] Numbers() => One<long>("data_type") == 1
        ? [.. MemoryMarshal.Cast<byte, float>(One<byte[]>("raw_data")).ToArray().Select(value => (double)value)]
        : [.. MemoryMarshal.Cast<byte, long>(One<byte[]>("raw_data")).ToArray().Select(value => (double)value)];

    private static (string Name, object Value) Read(ProtobufField field, (string Name, string Type) schema) => (schema.Name, schema.Type switch
    {
        "int" => (long)field.Integer,
        "float" => BitConverter.UInt32BitsToSingle((uint)field.Integer),
        "string" => Encoding.UTF8.GetString(field.Bytes!),
        "bytes" => field.Bytes!,
        _ => Read(field.Bytes!, schema.Type),
    });

    private void Append(StringBuilder text, string indent)
    {
        foreach ((string name, object value) in Fields)
        {
            if (value is OnnxMessage message)
            {
                text.Append(indent).Append(name).Append(" {\n");
                message.Append(text, indent + "  ");
                text.Append(indent).Append("}\n");
                continue;
            }

            string shown = value switch
            {
                string quoted => $"\"{quoted}\"",
                byte[] => string.Join(' ', Numbers().Select(number => number.ToString("G7", CultureInfo.InvariantCulture))),
                _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
            };
            text.Append(indent).Append(name).Append(": ").Append(shown).Append('\n');
        }
    }
}
