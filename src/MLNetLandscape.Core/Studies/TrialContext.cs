using System.Text.Json;

namespace MLNetLandscape.Core.Studies;

/// <summary>What a running trial is given. Its result may depend on the <see cref="Trial"/> and its data alone.</summary>
public sealed class TrialContext
{
    /// <summary>What to compute.</summary>
    public required Trial Trial { get; init; }

    /// <summary>Where its data are.</summary>
    public required IDataStore Data { get; init; }

    /// <summary>Where it left off, if it was interrupted.</summary>
    public ITrialCheckpoint Checkpoint { get; init; } = new NoCheckpoint();

    /// <summary>What trials of this process share.</summary>
    public SharedValues Shared { get; init; } = new();

    /// <summary>Threads that it may use, at least 1; the result must not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Told how far it is; null tells nobody.</summary>
    public IProgress<TrialProgress>? Progress { get; init; }

    /// <summary>Asks it to stop; it then throws <see cref="OperationCanceledException"/>, after a last checkpoint where that is cheap.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The trial's settings.</summary>
    public JsonElement Settings => Trial.Settings;

    /// <summary>The trial's seed.</summary>
    public long Seed => Trial.Seed;

    /// <summary>The hash of the data of a name.</summary>
    /// <exception cref="ArgumentException">The trial names no such data.</exception>
    public ContentHash HashOf(string name) => Trial.Data.TryGetValue(name, out ContentHash? hash)
        ? hash
        : throw new ArgumentException($"The trial '{Trial.Key}' must name its data '{name}', but names {(Trial.Data.Count == 0 ? "none" : string.Join(", ", Trial.Data.Keys))}.");

    /// <summary>Opens the data of a name, verified against their hash.</summary>
    /// <exception cref="ArgumentException">The trial names no such data.</exception>
    /// <exception cref="DataStoreException">The data are missing or damaged.</exception>
    public Stream OpenData(string name) => Data.Open(HashOf(name));

    /// <summary>Reads the data of a name once for all trials of this process.</summary>
    /// <param name="name">The trial's name for them.</param>
    /// <param name="read">Decodes them; the value must never change afterwards.</param>
    /// <exception cref="ArgumentException">The trial names no such data.</exception>
    /// <exception cref="DataStoreException">The data are missing or damaged.</exception>
    public T ShareData<T>(string name, Func<Stream, T> read)
        where T : notnull
    {
        ContentHash hash = HashOf(name);
        return Shared.GetOrCreate($"data {hash}", () =>
        {
            using Stream content = Data.Open(hash);
            return read(content);
        });
    }

    /// <summary>Says how far the trial is.</summary>
    public void Report(long completed, long total) => Progress?.Report(new TrialProgress(Trial.Key, completed, total));
}
