using System.Buffers.Binary;
using System.IO.Compression;

namespace MLNetLandscape.Core.Data;

/// <summary>An array of unsigned bytes in the IDX format of the MNIST database, plain or compressed by gzip.</summary>
/// <remarks>
/// The format: two zero bytes, the type (8 for unsigned bytes), the number of dimensions, each dimension as a 32-bit big-endian integer, then
/// the values, the last dimension fastest. Nothing is allocated before the header's claim agrees with the file's length.
/// Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".
/// </remarks>
public sealed record IdxFile
{
    private const byte UnsignedByte = 8;
    private const int MostDimensions = 4;

    /// <summary>Deflate cannot make data smaller than this many times.</summary>
    private const long MostCompression = 1032;

    /// <summary>The dimensions, 1 to 4, each at least 1.</summary>
    public required IReadOnlyList<int> Dimensions { get; init; }

    /// <summary>The values, the last dimension fastest.</summary>
    public required ReadOnlyMemory<byte> Values { get; init; }

    /// <summary>Reads a file; one that starts as gzip does is unpacked.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no such array, is truncated, or has more than the header says.</exception>
    public static IdxFile Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        long? unpackedLength = UnpackedLengthOfGzip(file);
        using Stream content = unpackedLength is null ? file : new GZipStream(file, CompressionMode.Decompress);
        try
        {
            return Read(path, content, unpackedLength ?? file.Length, file.Length);
        }
        catch (InvalidDataException failure) when (!failure.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path} is damaged: {failure.Message} Get the file again.", failure);
        }
    }

    private static IdxFile Read(string path, Stream content, long length, long storedLength)
    {
        int[] dimensions = ReadDimensions(path, content);
        long headerLength = 4 + (4L * dimensions.Length);
        UInt128 count = dimensions.Aggregate(UInt128.One, (product, dimension) => product * (uint)dimension);
        string claim = string.Join(" x ", dimensions);
        if (count > (UInt128)Array.MaxLength)
        {
            throw new InvalidDataException($"{path} claims to hold {claim} values, more than the {Array.MaxLength} that can be held.");
        }

        long expected = headerLength + (long)count;

        // The length that gzip states is its own claim, good to 2^32, so what is stored bounds it, too.
        if (length != expected || expected > storedLength * MostCompression)
        {
            throw new InvalidDataException(
                $"{path} must be {expected} bytes long to hold the {claim} values that its header names, but is {length} bytes" +
                $"{(length < expected ? ": it is truncated" : string.Empty)}. Get the file again.");
        }

        byte[] values = new byte[(int)count];
        int read = content.ReadAtLeast(values, values.Length, throwOnEndOfStream: false);
        if (read < values.Length || content.ReadByte() >= 0)
        {
            throw new InvalidDataException(
                $"{path} must hold {claim} values as its header says, but holds {(read < values.Length ? $"{read}" : "more")}. Get the file again.");
        }

        return new IdxFile { Dimensions = dimensions, Values = values };
    }

    private static int[] ReadDimensions(string path, Stream content)
    {
        Span<byte> header = stackalloc byte[4];
        if (content.ReadAtLeast(header, 4, throwOnEndOfStream: false) < 4 || header[0] != 0 || header[1] != 0)
        {
            throw new InvalidDataException($"{path} is no IDX file: it must start with two zero bytes, a type and a number of dimensions.");
        }

        if (header[2] != UnsignedByte)
        {
            throw new InvalidDataException($"{path} must hold unsigned bytes (type 8), but holds type {header[2]}.");
        }

        if (header[3] is 0 or > MostDimensions)
        {
            throw new InvalidDataException($"{path} must have 1 to {MostDimensions} dimensions, but has {header[3]}.");
        }

        var dimensions = new int[header[3]];
        for (int i = 0; i < dimensions.Length; i++)
        {
            if (content.ReadAtLeast(header, 4, throwOnEndOfStream: false) < 4)
            {
                throw new InvalidDataException($"{path} ends within its header: it is truncated. Get the file again.");
            }

            dimensions[i] = BinaryPrimitives.ReadInt32BigEndian(header);
            if (dimensions[i] < 1)
            {
                throw new InvalidDataException($"{path}: every dimension must be at least 1, but dimension {i} is {dimensions[i]}.");
            }
        }

        return dimensions;
    }

    /// <summary>The unpacked length that a gzip file states in its last four bytes; null for a file that does not start as gzip does.</summary>
    private static long? UnpackedLengthOfGzip(FileStream file)
    {
        Span<byte> bytes = stackalloc byte[4];
        int read = file.ReadAtLeast(bytes[..2], 2, throwOnEndOfStream: false);
        file.Position = 0;
        if (read < 2 || bytes[0] != 0x1F || bytes[1] != 0x8B)
        {
            return null;
        }

        if (file.Length < 18)
        {
            throw new InvalidDataException($"{file.Name} is too short for a gzip file, which has at least 18 bytes: it is truncated.");
        }

        file.Seek(-4, SeekOrigin.End);
        file.ReadExactly(bytes);
        file.Position = 0;
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }
}
