using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MLNetLandscape.Core.Persistence;

/// <summary>Writes and reads model files.</summary>
/// <remarks>
/// A model file is a versioned binary container, little-endian: a mark ("MLNLMODL"), format version, lengths, a JSON header (network, loss,
/// names, scaling), the parameters and running statistics as raw numbers in single precision, the parameters in double where training was, and a SHA-256
/// checksum.
/// </remarks>
public static class ModelFile
{
    internal static readonly SealedFormat Format = new("MLNLMODL", "model file", Version: 1);

    /// <summary>Writes a model to a file, atomically.</summary>
    /// <exception cref="ArgumentException">The model's parts do not fit together.</exception>
    /// <exception cref="IOException">The path cannot be written; no partial file remains.</exception>
    public static void Write(string path, SavedModel model)
    {
        Check(model);
        AtomicFile.Write(path, stream => Write(stream, model));
    }

    /// <summary>Writes a model to a stream.</summary>
    /// <exception cref="ArgumentException">The model's parts do not fit together.</exception>
    public static void Write(Stream destination, SavedModel model)
    {
        ArgumentNullException.ThrowIfNull(destination);
        Check(model);
        byte[] header = JsonSerializer.SerializeToUtf8Bytes(ModelHeader.Of(model), JsonFormat.Compact);
        byte[] parameters = model.PreciseParameters is { } precise ? ToBytes<double>(precise) : ToBytes<float>(model.Parameters);
        Format.Write(destination, header, parameters, ToBytes<float>(model.State));
    }

    /// <summary>Reads a model from a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelFileException">The file is not a sound model file; the message says what was found.</exception>
    public static SavedModel Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw Directory.Exists(path)
                ? new FileNotFoundException($"'{path}' is a folder. Name a model file in it.", path)
                : new FileNotFoundException($"There is no model file '{path}' (looked for {Path.GetFullPath(path)}).", path);
        }

        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (!stream.CanSeek)
        {
            throw NotSound($"'{path}'", "it is a pipe or a device, of which nobody can tell where it ends; write it to a file first, and name that");
        }

        SavedModel model = Read(stream, $"'{path}'");
        return stream.Position == stream.Length
            ? model
            : throw NotSound($"'{path}'", $"it has {stream.Length - stream.Position} bytes after its end; it was altered or damaged");
    }

    /// <summary>Reads a model from a stream, which may go on after it.</summary>
    /// <exception cref="ModelFileException">The stream does not hold a sound model here.</exception>
    public static SavedModel Read(Stream source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Read(source, "The stream");
    }

    private static void Check(SavedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (SavedModelRules.FindBreach(model) is string breach)
        {
            throw new ArgumentException($"The model cannot be saved: {breach}.");
        }
    }

    private static SavedModel Read(Stream source, string name)
    {
        SavedModel model;
        try
        {
            (byte[] header, byte[] payload) = Format.Read(source);
            model = FromHeader(ParseHeader(header), payload);
        }
        catch (InvalidDataException exception)
        {
            throw NotSound(name, exception.Message, exception);
        }

        return SavedModelRules.FindBreach(model) is string breach ? throw NotSound(name, breach) : model;
    }

    /// <summary>Reads the header; whatever a crafted header makes the parser or a checked record throw becomes one kind of error.</summary>
    private static ModelHeader ParseHeader(byte[] header)
    {
        try
        {
            return JsonSerializer.Deserialize<ModelHeader>(header, JsonFormat.Compact)
                ?? throw new InvalidDataException("its header is null");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw new InvalidDataException(
                $"its header cannot be read: {exception.Message} Perhaps a newer program wrote it, with a kind of layer or a setting that this one does not know",
                exception);
        }
    }

    private static SavedModel FromHeader(ModelHeader header, byte[] payload)
    {
        (long parameters, long state) = (header.ParameterCount, header.StateCount);
        long parameterBytes = parameters * (header.IsPrecise ? sizeof(double) : sizeof(float));
        long bytes = parameterBytes + (state * sizeof(float));
        if (parameters < 0 || state < 0 || bytes != payload.Length)
        {
            throw new InvalidDataException($"its header announces {parameters} parameters and {state} running statistics, {bytes} bytes, but it holds {payload.Length}");
        }

        Span<byte> first = payload.AsSpan(0, (int)parameterBytes);
        double[]? precise = header.IsPrecise ? FromBytes<double>(first) : null;
        float[] single = precise is null ? FromBytes<float>(first) : [.. precise.Select(parameter => (float)parameter)];
        return header.ToModel(single, FromBytes<float>(payload.AsSpan((int)parameterBytes)), precise);
    }

    private static byte[] ToBytes<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        SwapOnBigEndian<T>(bytes);
        return bytes;
    }

    private static T[] FromBytes<T>(Span<byte> bytes)
        where T : unmanaged
    {
        SwapOnBigEndian<T>(bytes);
        return MemoryMarshal.Cast<byte, T>(bytes).ToArray();
    }

    private static void SwapOnBigEndian<T>(Span<byte> bytes)
        where T : unmanaged
    {
        if (BitConverter.IsLittleEndian)
        {
            return;
        }

        if (Unsafe.SizeOf<T>() == sizeof(double))
        {
            Span<long> words = MemoryMarshal.Cast<byte, long>(bytes);
            BinaryPrimitives.ReverseEndianness(words, words);
        }
        else
        {
            Span<int> words = MemoryMarshal.Cast<byte, int>(bytes);
            BinaryPrimitives.ReverseEndianness(words, words);
        }
    }

    private static ModelFileException NotSound(string name, string finding, Exception? cause = null)
    {
        string message = $"{name} is not a sound model file: {finding}.";
        return cause is null ? new ModelFileException(message) : new ModelFileException(message, cause);
    }
}
