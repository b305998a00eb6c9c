using System.Text;

namespace MLNetLandscape.TorchSharp.Persistence;

/// <summary>A module's parameters and buffers by name, copied to managed memory.</summary>
/// <remarks>
/// Written in a format of its own, the same from every version of TorchSharp: the count, then name, type, shape and bytes of each entry, little-endian.
/// Reading checks all of it before anything is changed.
/// </remarks>
public sealed class ModuleState
{
    private const int MostNamed = 3;
    private readonly SortedDictionary<string, TensorRecord> entries = new(StringComparer.Ordinal);

    private ModuleState()
    {
    }

    /// <summary>The names of all entries, in ordinal order.</summary>
    public IReadOnlyCollection<string> Names => entries.Keys;

    /// <summary>Copies a module's numbers.</summary>
    public static ModuleState Of(torch.nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        using DisposeScope scope = torch.NewDisposeScope();
        ModuleState state = new();
        foreach ((string name, Tensor tensor) in Tensors(module))
        {
            state.entries[name] = TensorRecord.Of(tensor);
        }

        return state;
    }

    /// <summary>Reads what <see cref="Write"/> wrote; the stream stays open.</summary>
    /// <exception cref="InvalidDataException">It is damaged or was cut off.</exception>
    public static ModuleState Read(Stream source)
    {
        ArgumentNullException.ThrowIfNull(source);
        using BinaryReader reader = new(source, Encoding.UTF8, leaveOpen: true);
        ModuleState state = new();
        try
        {
            int count = reader.ReadInt32();
            for (int i = 0; i < count; i++)
            {
                string name = reader.ReadString();
                state.entries[name] = TensorRecord.Read(reader);
            }
        }
        catch (Exception exception) when (exception is EndOfStreamException or FormatException or DecoderFallbackException)
        {
            throw new InvalidDataException("The state dictionary ends before all entries were read: it was cut off.", exception);
        }

        return state;
    }

    /// <summary>Writes all entries; the stream stays open.</summary>
    public void Write(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using BinaryWriter writer = new(destination, Encoding.UTF8, leaveOpen: true);
        writer.Write(entries.Count);
        foreach ((string name, TensorRecord record) in entries)
        {
            writer.Write(name);
            record.Write(writer);
        }
    }

    /// <summary>Overwrites a module's numbers, or changes nothing if they do not fit.</summary>
    /// <exception cref="InvalidDataException">An entry is missing, left over, or of another type or shape; the message names it and what was expected.</exception>
    public void CopyTo(torch.nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        using DisposeScope scope = torch.NewDisposeScope();
        Check(module);
        foreach ((string name, Tensor tensor) in Tensors(module))
        {
            entries[name].CopyTo(tensor);
        }
    }

    /// <summary>Type and shape of each of a module's parameters and buffers, for comparisons and messages; no number is copied.</summary>
    internal static Dictionary<string, string> ShapesOf(torch.nn.Module module)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        return Tensors(module).ToDictionary(entry => entry.Name, entry => TensorRecord.Describe(entry.Tensor), StringComparer.Ordinal);
    }

    /// <summary>Whether it fits a module.</summary>
    /// <exception cref="InvalidDataException">It does not; the message says why.</exception>
    internal void Check(torch.nn.Module module)
    {
        HashSet<string> expected = new(StringComparer.Ordinal);
        List<string> faults = [];
        foreach ((string name, Tensor tensor) in Tensors(module))
        {
            expected.Add(name);
            if (!entries.TryGetValue(name, out TensorRecord? record))
            {
                faults.Add($"it has no entry '{name}' ({TensorRecord.Describe(tensor)})");
            }
            else if (!record.Fits(tensor))
            {
                faults.Add($"its entry '{name}' is {record}, where {TensorRecord.Describe(tensor)} was expected");
            }
        }

        faults.AddRange(entries.Keys.Where(name => !expected.Contains(name)).Select(name => $"its entry '{name}' ({entries[name]}) is not in the module"));
        if (faults.Count > 0)
        {
            string more = faults.Count > MostNamed ? $"; and {faults.Count - MostNamed} more" : "";
            throw new InvalidDataException(
                $"The state dictionary does not fit the module: {string.Join("; ", faults.Take(MostNamed))}{more}. Create the module with the settings that it was saved with.");
        }
    }

    /// <summary>The bytes of all entries, in ordinal order of names.</summary>
    internal IEnumerable<(string Name, TensorRecord Record)> Entries => entries.Select(entry => (entry.Key, entry.Value));

    private static IEnumerable<(string Name, Tensor Tensor)> Tensors(torch.nn.Module module)
    {
        foreach ((string name, Parameter parameter) in module.named_parameters())
        {
            yield return (name, parameter);
        }

        foreach ((string name, Tensor buffer) in module.named_buffers())
        {
            yield return (name, buffer);
        }
    }
}
