using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MLNetLandscape.Core.Persistence;

/// <summary>The container of model files, checkpoints and module files: a header and a payload, sealed by a checksum.</summary>
/// <remarks>
/// <para>All integers are little-endian. Bytes 0-7: the mark of the kind; 8-11: the format version; 12-15: the header's length, at most
/// 16 MiB; 16-23: the payload's length; then header, payload, and the SHA-256 of all before it.</para>
/// <para>Nothing that a file claims is believed before the stream has delivered it: lengths are compared with what the stream holds, and
/// where a stream cannot tell, buffers grow with the bytes that arrive.</para>
/// </remarks>
/// <param name="Mark">Eight ASCII characters.</param>
/// <param name="Noun">What messages call it.</param>
/// <param name="Version">The version that is written, and the newest that is read; at least 1.</param>
public sealed record SealedFormat(string Mark, string Noun, int Version)
{
    /// <summary>The longest header.</summary>
    internal const int MaximumHeaderLength = 16 << 20;

    internal const int PrologueLength = 24;
    private const int FirstBuffer = 1 << 20;

    /// <summary>Writes a container.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="header">The header.</param>
    /// <param name="payload">The parts of the payload.</param>
    /// <exception cref="InvalidDataException">The header is too long.</exception>
    public void Write(Stream destination, ReadOnlySpan<byte> header, params ReadOnlySpan<ReadOnlyMemory<byte>> payload)
    {
        if (header.Length > MaximumHeaderLength)
        {
            throw new InvalidDataException(
                $"The header of a {Noun} must be at most {MaximumHeaderLength} bytes, but is {header.Length}. Shorten names and metadata.");
        }

        long payloadLength = 0;
        foreach (ReadOnlyMemory<byte> part in payload)
        {
            payloadLength += part.Length;
        }

        Span<byte> prologue = stackalloc byte[PrologueLength];
        Encoding.ASCII.GetBytes(Mark, prologue);
        BinaryPrimitives.WriteInt32LittleEndian(prologue[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(prologue[12..], header.Length);
        BinaryPrimitives.WriteInt64LittleEndian(prologue[16..], payloadLength);

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(destination, hash, prologue);
        Append(destination, hash, header);
        foreach (ReadOnlyMemory<byte> part in payload)
        {
            Append(destination, hash, part.Span);
        }

        destination.Write(hash.GetHashAndReset());
    }

    /// <summary>Reads a container; the stream may go on after it.</summary>
    /// <param name="source">Where from.</param>
    /// <exception cref="InvalidDataException">The stream holds no sound container; the message, a clause without the path, says why.</exception>
    public (byte[] Header, byte[] Payload) Read(Stream source)
    {
        byte[] prologue = new byte[PrologueLength];
        int found = source.ReadAtLeast(prologue, PrologueLength, throwOnEndOfStream: false);
        CheckMark(prologue.AsSpan(0, Math.Min(found, Mark.Length)));
        if (found < PrologueLength)
        {
            throw new InvalidDataException($"it ends after {found} bytes; it was truncated");
        }

        (int headerLength, int payloadLength) = ReadLengths(prologue);
        CheckRemaining(source, (long)headerLength + payloadLength + SHA256.HashSizeInBytes);
        byte[] header = ReadExactly(source, headerLength, "header");
        byte[] payload = ReadExactly(source, payloadLength, "payload");
        byte[] expected = ReadExactly(source, SHA256.HashSizeInBytes, "checksum");
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(prologue);
        hash.AppendData(header);
        hash.AppendData(payload);
        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(expected))
        {
            throw new InvalidDataException("its checksum does not match its content; it was altered or damaged");
        }

        return (header, payload);
    }

    private static void Append(Stream destination, IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        destination.Write(bytes);
        hash.AppendData(bytes);
    }

    private void CheckMark(ReadOnlySpan<byte> start)
    {
        if (start.Length == 0)
        {
            throw new InvalidDataException("it is empty");
        }

        if (!start.SequenceEqual(Encoding.ASCII.GetBytes(Mark, 0, start.Length)))
        {
            throw new InvalidDataException(
                $"it starts with the bytes {Convert.ToHexString(start)} where a {Noun} starts with \"{Mark}\"; it is another kind of file");
        }
    }

    private (int Header, int Payload) ReadLengths(ReadOnlySpan<byte> prologue)
    {
        int version = BinaryPrimitives.ReadInt32LittleEndian(prologue[8..]);
        if (version > Version)
        {
            throw new InvalidDataException(
                $"it has format version {version}, but this program reads versions up to {Version}; it was written by a newer program, or damaged");
        }

        int header = BinaryPrimitives.ReadInt32LittleEndian(prologue[12..]);
        long payload = BinaryPrimitives.ReadInt64LittleEndian(prologue[16..]);
        if (version < 1 || header is < 0 or > MaximumHeaderLength || payload < 0 || payload > Array.MaxLength)
        {
            throw new InvalidDataException(
                $"it claims format version {version}, a header of {header} bytes (at most {MaximumHeaderLength}) and a payload of {payload} bytes (at most {Array.MaxLength}); it was damaged");
        }

        return (header, (int)payload);
    }

    private static void CheckRemaining(Stream source, long needed)
    {
        if (source.CanSeek && source.Length - source.Position < needed)
        {
            throw new InvalidDataException(
                $"it should have {needed} more bytes after its first {PrologueLength}, but has {source.Length - source.Position}; it was truncated");
        }
    }

    private static byte[] ReadExactly(Stream source, int length, string part)
    {
        byte[] buffer = new byte[source.CanSeek ? length : Math.Min(length, FirstBuffer)];
        int filled = 0;
        while (true)
        {
            int read = source.ReadAtLeast(buffer.AsSpan(filled), buffer.Length - filled, throwOnEndOfStream: false);
            filled += read;
            if (filled == length)
            {
                return buffer;
            }

            if (filled < buffer.Length)
            {
                throw new InvalidDataException($"its {part} should be {length} bytes long, but ends after {filled}; it was truncated");
            }

            Array.Resize(ref buffer, (int)Math.Min(length, 2L * buffer.Length));
        }
    }
}
