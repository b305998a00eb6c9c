using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Core.Studies;

/// <summary>An interrupted study's outcomes and checkpoints in a folder. Safe for several threads of one process.</summary>
/// <remarks>
/// <c>study.json</c> says which study it is, and what its trials are; <c>outcomes.jsonl</c> has a line for each trial that is done or failed;
/// <c>checkpoints/</c> a file for each trial that is not. A process that is killed while it appends leaves a last line without an end, which is
/// cut off. A study that has grown or shrunk takes up the trials that it shares with the folder; the others' outcomes stay there.
/// </remarks>
internal sealed class StudyStateFolder : IDisposable
{
    private readonly Lock gate = new();
    private readonly string checkpoints;
    private readonly LineLog log;

    private StudyStateFolder(string folder, LineLog log) => (checkpoints, this.log) = (Path.Combine(folder, "checkpoints"), log);

    /// <summary>Outcomes of earlier runs.</summary>
    public Dictionary<string, TrialOutcome> Outcomes { get; } = new(StringComparer.Ordinal);

    /// <summary>Opens the state of a study, or begins it.</summary>
    /// <exception cref="StudyException">The folder is of another study or of other trials under the same keys, in use, or damaged.</exception>
    public static StudyStateFolder Open(string folder, StudyDefinition study)
    {
        Directory.CreateDirectory(Path.Combine(folder, "checkpoints"));
        StudyStateFolder state = new(folder, OpenLog(Path.Combine(folder, "outcomes.jsonl"), folder));
        try
        {
            // The open log keeps other processes out, so that no two of them enter trials.
            Claim(Path.Combine(folder, "study.json"), folder, study);
            state.ReadLog(folder);
            return state;
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    /// <summary>Keeps an outcome that is final for the study; the trial's checkpoint is no longer needed.</summary>
    public void Add(TrialOutcome outcome)
    {
        byte[] line = JsonSerializer.SerializeToUtf8Bytes(outcome, JsonFormat.Compact);
        lock (gate)
        {
            log.Append(line);
        }

        File.Delete(CheckpointPath(outcome.Key));
    }

    /// <summary>A trial's checkpoint.</summary>
    public ITrialCheckpoint Checkpoint(string key, LocalStudyOptions options) =>
        new FileCheckpoint(CheckpointPath(key), options.CheckpointInterval, options.Time);

    /// <inheritdoc/>
    public void Dispose() => log.Dispose();

    /// <summary>Enters the study's trials, unless the folder knows one of them as another.</summary>
    private static void Claim(string path, string folder, StudyDefinition study)
    {
        StudyStateHeader header = File.Exists(path)
            ? ReadHeader(path)
            : new StudyStateHeader { Version = StudyStateHeader.CurrentVersion, Name = study.Name, Trials = [] };
        if (header.Name != study.Name)
        {
            throw new StudyException($"The state in '{folder}' must be of the study '{study.Name}', but is of '{header.Name}'. Name another folder.");
        }

        bool grows = false;
        foreach (Trial trial in study.Trials)
        {
            ContentHash fingerprint = trial.Fingerprint();
            grows |= header.Trials.TryAdd(trial.Key, fingerprint);
            if (header.Trials[trial.Key] != fingerprint)
            {
                throw new StudyException(
                    $"The state in '{folder}' is of the study '{study.Name}' with other settings, seeds or data: its trial '{trial.Key}' is not this one. "
                    + "Go back to those settings, or name another folder. More trials, or fewer, are taken up.");
            }
        }

        if (grows)
        {
            AtomicFile.WriteText(path, JsonSerializer.Serialize(header, JsonFormat.Indented));
        }
    }

    private static StudyStateHeader ReadHeader(string path)
    {
        try
        {
            JsonElement json = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(path), JsonFormat.Indented);
            int version = json.GetProperty("version").GetInt32();
            return version == StudyStateHeader.CurrentVersion
                ? json.Deserialize<StudyStateHeader>(JsonFormat.Indented)!
                : throw new StudyException(
                    $"'{path}' is the state of a study in layout {version}, but this version reads layout {StudyStateHeader.CurrentVersion}. Delete the folder to begin anew, or use the version that wrote it.");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new StudyException($"'{path}' is not the state of a study, or is damaged: {exception.Message} Delete the folder to begin anew.", exception);
        }
    }

    private static LineLog OpenLog(string path, string folder)
    {
        try
        {
            return new LineLog(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException exception)
        {
            throw new StudyException($"The state in '{folder}' cannot be opened: {exception.Message} Let one process at a time run a study from it.", exception);
        }
    }

    private void ReadLog(string folder)
    {
        foreach (ReadOnlyMemory<byte> line in log.ReadLines())
        {
            try
            {
                TrialOutcome outcome = JsonSerializer.Deserialize<TrialOutcome>(line.Span, JsonFormat.Compact)
                    ?? throw new JsonException("a line is null.");
                Outcomes[outcome.Key] = outcome;
            }
            catch (JsonException exception)
            {
                throw new StudyException($"The outcomes in '{folder}' are damaged: {exception.Message} Delete the folder to begin anew.", exception);
            }
        }
    }

    private string CheckpointPath(string key) => Path.Combine(checkpoints, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
}
