using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MLNetLandscape.Core.Onnx;

namespace MLNetLandscape.Core.Tests.Onnx;

public sealed class ProtobufMessageTests
{
    [Theory]
    [InlineData(1, 150, "089601")] // The example of protobuf.dev.
    [InlineData(1, 0, "0800")]
    [InlineData(1, 127, "087F")]
    [InlineData(1, 128, "088001")]
    [InlineData(1, long.MaxValue, "08FFFFFFFFFFFFFFFF7F")]
    [InlineData(1, -1, "08FFFFFFFFFFFFFFFFFF01")]
    [InlineData(20, 7, "A00107")]
    public void Integers_are_varints(int field, long value, string bytes) => Assert.Equal(bytes, Hex(new ProtobufMessage().Add(field, value)));

    [Fact]
    public void A_text_has_its_length_in_bytes_before_it()
    {
        Assert.Equal("120774657374696E67", Hex(new ProtobufMessage().Add(2, "testing"))); // The example of protobuf.dev.
        Assert.Equal("1202C3A4", Hex(new ProtobufMessage().Add(2, "ä")));
        Assert.Equal("1200", Hex(new ProtobufMessage().Add(2, "")));
    }

    [Fact]
    public void A_message_within_a_message_has_its_length_before_it() =>
        Assert.Equal("1A03089601", Hex(new ProtobufMessage().Add(3, new ProtobufMessage().Add(1, 150)))); // The example of protobuf.dev.

    [Fact]
    public void A_single_is_four_bytes() => Assert.Equal("150000803F", Hex(new ProtobufMessage().Add(2, 1f)));

    [Fact]
    public void Reads_back_whatever_was_written() => Prop.ForAll<long, string, byte[]>((integer, text, bytes) =>
    {
        float real = BitConverter.Int32BitsToSingle((int)integer);
        text ??= "";
        bytes ??= [];
        ProtobufMessage inner = new ProtobufMessage().Add(5, bytes).Add(1, integer);
        ProtobufMessage message = new ProtobufMessage().Add(1, integer).Add(2, real).Add(300, text).Add(4, [inner, inner]);
        List<ProtobufField> fields = ProtobufField.Read(Bytes(message));
        Assert.Equal([1, 2, 300, 4, 4], fields.Select(field => field.Number));
        Assert.Equal(integer, (long)fields[0].Integer);
        Assert.Equal(BitConverter.SingleToUInt32Bits(real), (uint)fields[1].Integer);
        Assert.Equal(Encoding.UTF8.GetBytes(text), fields[2].Bytes);
        Assert.Equal(bytes, ProtobufField.Read(fields[4].Bytes)[0].Bytes);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Knows_its_length_before_it_is_written()
    {
        ProtobufMessage message = new ProtobufMessage().Add(7, new ProtobufMessage().Add(9, new byte[1000]).Add(1, 300)).Add(2, 3.5f);
        Assert.Equal(Bytes(message).Length, message.Length);
    }

    private static string Hex(ProtobufMessage message) => Convert.ToHexString(Bytes(message));

    private static byte[] Bytes(ProtobufMessage message)
    {
        using MemoryStream stream = new();
        message.WriteTo(stream);
        return stream.ToArray();
    }
}
