namespace MLNetLandscape.Core.Onnx;

/// <summary>Attributes of a node, as messages AttributeProto.</summary>
internal static class OnnxAttribute
{
    private const int Name = 1;
    private const int FloatValue = 2;
    private const int IntegerValue = 3;
    private const int IntegerValues = 8;
    private const int Kind = 20;

    private const int FloatKind = 1;
    private const int IntegerKind = 2;
    private const int IntegersKind = 7;

    /// <summary>A number.</summary>
    public static ProtobufMessage Real(string name, double value) =>
        new ProtobufMessage().Add(Name, name).Add(FloatValue, (float)value).Add(Kind, FloatKind);

    /// <summary>An integer.</summary>
    public static ProtobufMessage Integer(string name, int value) =>
        new ProtobufMessage().Add(Name, name).Add(IntegerValue, value).Add(Kind, IntegerKind);

    /// <summary>A list of integers.</summary>
    public static ProtobufMessage Integers(string name, params ReadOnlySpan<int> values)
    {
        ProtobufMessage message = new ProtobufMessage().Add(Name, name);
        foreach (int value in values)
        {
            message.Add(IntegerValues, value);
        }

        return message.Add(Kind, IntegersKind);
    }
}
