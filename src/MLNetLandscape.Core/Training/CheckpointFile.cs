using System.Text.Json;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Core.Training;

/// <summary>The checkpoint of one training: a sealed container with the fingerprint, the loop's state, the engine's, and the best snapshot.</summary>
internal sealed class CheckpointFile(ICheckpointPlace place, IReadOnlyList<FingerprintEntry> fingerprint)
{
    internal static readonly SealedFormat Format = new("MLNLCKPT", "checkpoint", Version: 1);
    private readonly CheckpointText text = new();

    /// <summary>Whether epochs before the checkpoint are reported again.</summary>
    internal bool ReportsAgain => place.ReportsAgain;

    /// <summary>Whether a checkpoint is to be written after an epoch.</summary>
    internal bool IsDue(int epochs, bool isLast) => place.IsDue(epochs, isLast);

    /// <summary>Replaces the checkpoint, atomically.</summary>
    internal void Write(Checkpoint state, ITrainingEngine engine, IModelSnapshot? best)
    {
        (ReadOnlyMemory<byte> history, ReadOnlyMemory<byte> end) = text.Write(state);
        using MemoryStream engineState = new();
        engine.Save(engineState);
        using MemoryStream bestState = new();
        best?.Save(bestState);
        byte[] header = JsonSerializer.SerializeToUtf8Bytes(
            new CheckpointHeader
            {
                Fingerprint = fingerprint,
                StateLength = history.Length + end.Length,
                EngineLength = (int)engineState.Length,
                BestLength = (int)bestState.Length,
            },
            JsonFormat.Compact);
        place.Write(stream => Format.Write(stream, header, history, end, ToMemory(engineState), ToMemory(bestState)));
    }

    /// <summary>Loads the engine and returns the loop's state and the best snapshot; null where there is no checkpoint.</summary>
    /// <exception cref="CheckpointException">It is damaged or belongs to another training.</exception>
    internal (Checkpoint State, IModelSnapshot? Best)? Read(ITrainingEngine engine, bool restoresBest)
    {
        using Stream? stream = place.Open();
        if (stream is null)
        {
            return null;
        }

        try
        {
            (CheckpointHeader header, byte[] payload) = ReadContainer(stream);
            CheckFingerprint(header.Fingerprint);
            return Load(header, payload, engine, restoresBest);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or JsonException or ArgumentException)
        {
            throw new CheckpointException(
                $"{place.Name} is not a sound checkpoint: {exception.Message.TrimEnd('.')}. {place.Remedy}", exception);
        }
    }

    private static (CheckpointHeader Header, byte[] Payload) ReadContainer(Stream stream)
    {
        (byte[] headerBytes, byte[] payload) = Format.Read(stream);
        if (stream.Position != stream.Length)
        {
            throw new InvalidDataException($"it has {stream.Length - stream.Position} bytes after its end; it was altered or damaged");
        }

        CheckpointHeader header = JsonSerializer.Deserialize<CheckpointHeader>(headerBytes, JsonFormat.Compact)
            ?? throw new InvalidDataException("its header is null");
        return header.Fingerprint.Contains(null!) ? throw new InvalidDataException("an entry of its fingerprint is null") : (header, payload);
    }

    private static (Checkpoint State, IModelSnapshot? Best) Load(
        CheckpointHeader header, byte[] payload, ITrainingEngine engine, bool restoresBest)
    {
        (long loop, long model, long best) = (header.StateLength, header.EngineLength, header.BestLength);
        if (loop < 0 || model < 0 || best < 0 || loop + model + best != payload.Length)
        {
            throw new InvalidDataException($"its parts are {loop}, {model} and {best} bytes long, but it holds {payload.Length}");
        }

        Checkpoint state = JsonSerializer.Deserialize<Checkpoint>(payload.AsSpan(0, (int)loop), JsonFormat.Compact)
            ?? throw new InvalidDataException("its loop state is null");
        if (state.History.Contains(null!))
        {
            throw new InvalidDataException("an epoch of its history is null");
        }

        if (state.History.Count == 0 || restoresBest != best > 0)
        {
            throw new InvalidDataException($"it holds {state.History.Count} epochs and a best snapshot of {best} bytes");
        }

        using MemoryStream engineState = new(payload, (int)loop, (int)model, writable: false);
        engine.Load(engineState);
        if (best == 0)
        {
            return (state, null);
        }

        using MemoryStream bestState = new(payload, (int)(loop + model), (int)best, writable: false);
        IModelSnapshot snapshot = engine.Snapshot();
        snapshot.Load(bestState);
        return (state, snapshot);
    }

    private void CheckFingerprint(IReadOnlyList<FingerprintEntry> found)
    {
        foreach ((string name, string here) in fingerprint)
        {
            string? there = found.FirstOrDefault(entry => entry.Name == name)?.Value;

            // A checkpoint that does not name its seed still tells the seeds derived from it.
            if (there != here && (there is not null || name != TrainingFingerprint.Seed))
            {
                throw new CheckpointException(
                    $"{place.Name} is the checkpoint of another training: {FingerprintDifference.Describe(name, there ?? "absent", here)}. {place.Remedy}");
            }
        }
    }

    private static ReadOnlyMemory<byte> ToMemory(MemoryStream stream) => stream.GetBuffer().AsMemory(0, (int)stream.Length);
}
