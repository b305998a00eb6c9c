using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Persistence;

/// <summary>A tensor's numbers in managed memory, with type and shape; little-endian, row-major.</summary>
internal sealed class TensorRecord
{
    private const int MaximumDimensions = 16;
    private readonly byte[] bytes;

    private TensorRecord(ScalarType type, long[] shape, byte[] bytes) => (Type, Shape, this.bytes) = (type, shape, bytes);

    /// <summary>The type of the numbers.</summary>
    public ScalarType Type { get; }

    /// <summary>The sizes.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>The numbers' bytes.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Copies a tensor.</summary>
    public static TensorRecord Of(Tensor tensor) => new(tensor.dtype, tensor.shape, TensorNumbers.ReadBytes(tensor));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="EndOfStreamException">It was cut off.</exception>
    public static TensorRecord Read(BinaryReader reader)
    {
        var type = (ScalarType)reader.ReadByte();
        int dimensions = reader.ReadByte();
        if (!Enum.IsDefined(type) || dimensions > MaximumDimensions)
        {
            throw new InvalidDataException($"The state has a tensor of type {(int)type} with {dimensions} dimensions; it is damaged.");
        }

        long[] shape = new long[dimensions];
        for (int i = 0; i < dimensions; i++)
        {
            shape[i] = reader.ReadInt64();
        }

        int length = reader.ReadInt32();
        if (length < 0 || length != ByteCount(type, shape))
        {
            throw new InvalidDataException($"The state has {length} bytes for a tensor of {Describe(type, shape)}; it is damaged.");
        }

        byte[] bytes = reader.ReadBytes(length);
        return bytes.Length == length ? new TensorRecord(type, shape, bytes) : throw new EndOfStreamException();
    }

    /// <summary>Type and shape of a tensor, for messages.</summary>
    public static string Describe(Tensor tensor) => Describe(tensor.dtype, tensor.shape);

    /// <summary>Whether a tensor has this type and shape.</summary>
    public bool Fits(Tensor tensor) => tensor.dtype == Type && tensor.shape.AsSpan().SequenceEqual([.. Shape]);

    /// <summary>Overwrites a tensor that <see cref="Fits"/>.</summary>
    public void CopyTo(Tensor tensor) => TensorNumbers.WriteBytes(tensor, bytes);

    /// <summary>Writes it.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write((byte)Type);
        writer.Write((byte)Shape.Count);
        foreach (long size in Shape)
        {
            writer.Write(size);
        }

        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    /// <inheritdoc/>
    public override string ToString() => Describe(Type, Shape);

    private static string Describe(ScalarType type, IReadOnlyList<long> shape) => $"{type} [{string.Join(", ", shape)}]";

    private static long ByteCount(ScalarType type, long[] shape)
    {
        long count = type switch
        {
            ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
            ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
            ScalarType.Int32 or ScalarType.Float32 => 4,
            ScalarType.ComplexFloat64 => 16,
            _ => 8,
        };
        foreach (long size in shape)
        {
            count = size is >= 0 and <= int.MaxValue && count <= int.MaxValue ? count * size : -1;
        }

        return count;
    }
}
