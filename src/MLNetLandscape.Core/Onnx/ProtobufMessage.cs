using System.Buffers.Binary;
using System.Text;

namespace MLNetLandscape.Core.Onnx;

/// <summary>A protocol-buffers message that is built field by field and written once.</summary>
/// <remarks>
/// A field is a key, (number &lt;&lt; 3) | wire type, and a value: a varint (wire type 0), four bytes (5), or a length and as many bytes (2). A message
/// that is added to another must be complete, because its length stands before it. Repeated numbers are written one field each, unpacked, as
/// onnx.proto declares them. Source: protobuf.dev, "Encoding".
/// </remarks>
internal sealed class ProtobufMessage
{
    private const int Varint = 0;
    private const int LengthDelimited = 2;
    private const int FourBytes = 5;
    private const int LongestVarint = 10;
    private readonly List<Part> parts = [];

    /// <summary>Bytes of the message, without a length before it.</summary>
    public long Length { get; private set; }

    /// <summary>Adds an integer; a negative one takes ten bytes.</summary>
    public ProtobufMessage Add(int field, long value)
    {
        Span<byte> buffer = stackalloc byte[2 * LongestVarint];
        int length = WriteVarint(Key(field, Varint), buffer);
        length += WriteVarint((ulong)value, buffer[length..]);
        return Append(buffer[..length].ToArray());
    }

    /// <summary>Adds a single-precision number.</summary>
    public ProtobufMessage Add(int field, float value)
    {
        Span<byte> buffer = stackalloc byte[LongestVarint + sizeof(float)];
        int length = WriteVarint(Key(field, FourBytes), buffer);
        BinaryPrimitives.WriteSingleLittleEndian(buffer[length..], value);
        return Append(buffer[..(length + sizeof(float))].ToArray());
    }

    /// <summary>Adds a text, as UTF-8.</summary>
    public ProtobufMessage Add(int field, string text) => Add(field, Encoding.UTF8.GetBytes(text));

    /// <summary>Adds bytes, which must not change afterwards.</summary>
    public ProtobufMessage Add(int field, byte[] bytes) => AppendKey(field, bytes.Length).Append(bytes);

    /// <summary>Adds a message, which must not change afterwards.</summary>
    public ProtobufMessage Add(int field, ProtobufMessage message)
    {
        AppendKey(field, message.Length);
        parts.Add(new Part([], message));
        Length += message.Length;
        return this;
    }

    /// <summary>Adds messages, a field each.</summary>
    public ProtobufMessage Add(int field, IEnumerable<ProtobufMessage> messages)
    {
        foreach (ProtobufMessage message in messages)
        {
            Add(field, message);
        }

        return this;
    }

    /// <summary>Writes the message.</summary>
    public void WriteTo(Stream destination)
    {
        foreach (Part part in parts)
        {
            destination.Write(part.Bytes);
            part.Message?.WriteTo(destination);
        }
    }

    private static ulong Key(int field, int wireType) => ((ulong)field << 3) | (uint)wireType;

    private static int WriteVarint(ulong value, Span<byte> destination)
    {
        int length = 0;
        for (; value > 0x7F; value >>= 7)
        {
            destination[length++] = (byte)(value | 0x80);
        }

        destination[length++] = (byte)value;
        return length;
    }

    private ProtobufMessage AppendKey(int field, long length)
    {
        Span<byte> buffer = stackalloc byte[2 * LongestVarint];
        int count = WriteVarint(Key(field, LengthDelimited), buffer);
        count += WriteVarint((ulong)length, buffer[count..]);
        return Append(buffer[..count].ToArray());
    }

    private ProtobufMessage Append(byte[] bytes)
    {
        parts.Add(new Part(bytes, null));
        Length += bytes.Length;
        return this;
    }

    private readonly record struct Part(byte[] Bytes, ProtobufMessage? Message);
}
