using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Core.Data;

/// <summary>A data set as bytes, for stores that name data by their content: equal data sets give equal bytes.</summary>
/// <remarks>
/// The 8 bytes "landsds1", the length of a JSON header as a 32-bit number, the header, then features, targets and weights as IEEE 754 numbers; all
/// numbers little-endian. It carries no checksum: whoever stores it knows its hash.
/// </remarks>
public static class DatasetContent
{
    private const int LongestHeader = 1 << 28;

    private static ReadOnlySpan<byte> Magic => "landsds1"u8;

    /// <summary>Writes a data set.</summary>
    /// <exception cref="ArgumentException">Its parts do not fit together.</exception>
    public static void Write<T>(Dataset<T> data, Stream stream)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(stream);
        DatasetRules.CheckLengths(data);
        byte[] header = JsonSerializer.SerializeToUtf8Bytes(DatasetHeader.Of(data), JsonFormat.Compact);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, header.Length);
        stream.Write(Magic);
        stream.Write(length);
        stream.Write(header);
        WriteNumbers(data.Features.Span, stream);
        WriteNumbers(data.Targets.Span, stream);
        WriteNumbers((data.Weights ?? default).Span, stream);
    }

    /// <summary>The bytes of a data set.</summary>
    /// <exception cref="ArgumentException">Its parts do not fit together.</exception>
    public static byte[] ToBytes<T>(Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using MemoryStream stream = new();
        Write(data, stream);
        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote in the same precision.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such data set, or of another precision.</exception>
    public static Dataset<T> Read<T>(Stream stream)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            DatasetHeader header = ReadHeader(stream);
            return header.Number == DatasetHeader.NameOf<T>()
                ? header.ToDataset(ReadNumbers<T>(header.Features, stream), ReadNumbers<T>(header.Targets, stream), ReadNumbers<T>(header.Weights, stream)).Validate()
                : throw new InvalidDataException($"The data set must hold {DatasetHeader.NameOf<T>()} numbers, but holds {header.Number} ones.");
        }
        catch (Exception exception) when (exception is EndOfStreamException or JsonException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"The data set is damaged: {exception.Message}", exception);
        }
    }

    private static DatasetHeader ReadHeader(Stream stream)
    {
        Span<byte> start = stackalloc byte[Magic.Length + sizeof(int)];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start[..Magic.Length].SequenceEqual(Magic))
        {
            throw new InvalidDataException("The content is not a data set: it does not begin with 'landsds1'.");
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(start[Magic.Length..]);
        if (length is < 0 or > LongestHeader)
        {
            throw new InvalidDataException($"The data set is damaged: its header claims {length} bytes.");
        }

        byte[] header = new byte[length];
        stream.ReadExactly(header);
        return JsonSerializer.Deserialize<DatasetHeader>(header, JsonFormat.Compact) ?? throw new JsonException("The header is null.");
    }

    private static void WriteNumbers<T>(ReadOnlySpan<T> numbers, Stream stream)
        where T : unmanaged
    {
        ThrowIfBigEndian();
        stream.Write(MemoryMarshal.AsBytes(numbers));
    }

    private static T[] ReadNumbers<T>(int count, Stream stream)
        where T : unmanaged
    {
        ThrowIfBigEndian();
        T[] numbers = new T[count];
        stream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }

    private static void ThrowIfBigEndian()
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Data sets are stored little-endian, and this processor is big-endian.");
        }
    }
}
