using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Core.Studies;

/// <summary>An interrupted study's outcomes and checkpoints in a folder. Safe for several threads of one process.</summary>
/// <remarks>
/// <c>study.json</c> says which study it is; <c>outcomes.jsonl</c> has a line for each trial that is done or failed; <c>checkpoints/</c> a file
/// for each trial that is not. A process that is killed while it appends leaves a last line without an end, which is cut off.
/// </remarks>
internal sealed class StudyStateFolder : IDisposable
{
    private readonly Lock gate = new();
    private readonly string checkpoints;
    private readonly FileStream log;

    private StudyStateFolder(string folder, FileStream log) => (checkpoints, this.log) = (Path.Combine(folder, "checkpoints"), log);

    /// <summary>Outcomes of earlier runs.</summary>
    public Dictionary<string, TrialOutcome> Outcomes { get; } = new(StringComparer.Ordinal);

    /// <summary>Opens the state of a study, or begins it.</summary>
    /// <exception cref="StudyException">The folder is of another study, in use, or damaged.</exception>
    public static StudyStateFolder Open(string folder, StudyDefinition study)
    {
        Directory.CreateDirectory(Path.Combine(folder, "checkpoints"));
        Claim(Path.Combine(folder, "study.json"), folder, study);
        StudyStateFolder state = new(folder, OpenLog(Path.Combine(folder, "outcomes.jsonl"), folder));
        try
        {
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
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(outcome, JsonFormat.Compact), (byte)'\n'];
        lock (gate)
        {
            Append(line);
        }

        File.Delete(CheckpointPath(outcome.Key));
    }

    /// <summary>A trial's checkpoint.</summary>
    public ITrialCheckpoint Checkpoint(string key, LocalStudyOptions options) =>
        new FileCheckpoint(CheckpointPath(key), options.CheckpointInterval, options.Time);

    /// <inheritdoc/>
    public void Dispose() => log.Dispose();

    /// <summary>Puts a line at the log's end and on the disk, or leaves the log as it was: behind a part of a line, no other could be read.</summary>
    private void Append(byte[] line)
    {
        long end = log.Position;
        try
        {
            log.Write(line);
            log.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            log.SetLength(end);
            log.Position = end;
            throw;
        }
    }

    private static void Claim(string path, string folder, StudyDefinition study)
    {
        StudyStateHeader header = new(StudyStateHeader.CurrentVersion, study.Name, study.Fingerprint());
        if (!File.Exists(path))
        {
            AtomicFile.WriteText(path, JsonSerializer.Serialize(header, JsonFormat.Indented));
            return;
        }

        StudyStateHeader? found;
        try
        {
            found = JsonSerializer.Deserialize<StudyStateHeader>(File.ReadAllText(path), JsonFormat.Indented);
        }
        catch (JsonException exception)
        {
            throw new StudyException($"'{path}' is not the state of a study, or is damaged: {exception.Message} Delete the folder to begin anew.", exception);
        }

        if (found != header)
        {
            throw new StudyException(
                $"The state in '{folder}' must be of the study '{study.Name}' with the same trials, but is of '{found?.Name}' with {(found?.Name == study.Name ? "other trials" : "its own")}. "
                + "Go back to those settings, or name another folder.");
        }
    }

    private static FileStream OpenLog(string path, string folder)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException exception)
        {
            throw new StudyException($"The state in '{folder}' cannot be opened: {exception.Message} Let one process at a time run a study from it.", exception);
        }
    }

    private void ReadLog(string folder)
    {
        byte[] content = new byte[log.Length];
        log.ReadExactly(content);
        int start = 0;
        for (int end; (end = Array.IndexOf(content, (byte)'\n', start)) >= 0; start = end + 1)
        {
            try
            {
                TrialOutcome outcome = JsonSerializer.Deserialize<TrialOutcome>(content.AsSpan(start, end - start), JsonFormat.Compact)!;
                Outcomes[outcome.Key] = outcome;
            }
            catch (JsonException exception)
            {
                throw new StudyException($"The outcomes in '{folder}' are damaged: {exception.Message} Delete the folder to begin anew.", exception);
            }
        }

        log.SetLength(start);
        log.Position = start;
    }

    private string CheckpointPath(string key) => Path.Combine(checkpoints, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
}
