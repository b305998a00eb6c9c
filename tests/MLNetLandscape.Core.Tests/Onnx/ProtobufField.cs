using System.Buffers.Binary;

namespace MLNetLandscape.Core.Tests.Onnx;

/// <summary>A field of a protocol-buffers message, read without a schema: a number, or the bytes of a text or message.</summary>
/// <param name="Number">The field number.</param>
/// <param name="Integer">The value of a varint or, as bits, of a four-byte field.</param>
/// <param name="Bytes">The value of a length-delimited field; null in the others.</param>
internal sealed record ProtobufField(int Number, ulong Integer, byte[]? Bytes)
{
    /// <summary>The fields of a message, in order; throws where the bytes are no message.</summary>
    public static List<ProtobufField> Read(ReadOnlySpan<byte> message)
    {
        List<ProtobufField> fields = [];
        int position = 0;
        while (position < message.Length)
        {
            ulong key = ReadVarint(message, ref position);
            int number = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    fields.Add(new ProtobufField(number, ReadVarint(message, ref position), null));
                    break;
                case 2:
                    int length = checked((int)ReadVarint(message, ref position));
                    fields.Add(new ProtobufField(number, 0, message.Slice(position, length).ToArray()));
                    position += length;
                    break;
                case 5:
                    fields.Add(new ProtobufField(number, BinaryPrimitives.ReadUInt32LittleEndian(message[position..]), null));
                    position += sizeof(uint);
                    break;
                default:
                    throw new FormatException($"Wire type {key & 7} at byte {position}.");
            }
        }

        return fields;
    }

    private static ulong ReadVarint(ReadOnlySpan<byte> message, ref int position)
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = message[position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new FormatException($"A varint of more than ten bytes before byte {position}.");
    }
}
