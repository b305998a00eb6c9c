using System.Buffers;
using System.Text;
using System.Text.Json;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Core.Training;

/// <summary>The JSON of a growing <see cref="Checkpoint"/>: each epoch is written once, not again for every checkpoint after it.</summary>
internal sealed class CheckpointText
{
    private readonly ArrayBufferWriter<byte> history = new();
    private int epochs;

    /// <summary>The checkpoint as JSON in two parts, valid until the next call.</summary>
    /// <param name="state">One whose history begins with that of the call before.</param>
    internal (ReadOnlyMemory<byte> History, ReadOnlyMemory<byte> End) Write(Checkpoint state)
    {
        for (; epochs < state.History.Count; epochs++)
        {
            history.Write(epochs == 0 ? "{\"history\":["u8 : ","u8);
            using Utf8JsonWriter writer = new(history);
            JsonSerializer.Serialize(writer, state.History[epochs], JsonFormat.Compact);
        }

        return (history.WrittenMemory, Encoding.UTF8.GetBytes($"],\"stepsOfLastEpoch\":{state.StepsOfLastEpoch}}}"));
    }
}
