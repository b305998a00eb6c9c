using System.Text.Json;
using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Studies;
using Npgsql;
using NpgsqlTypes;

namespace MLNetLandscape.Cluster.Studies;

/// <summary>The studies of a cluster: submit, look, cancel, resume, remove, read results.</summary>
/// <param name="cluster">The database.</param>
public sealed class ClusterStudies(ClusterConnection cluster)
{
    private const string Summaries = """
        SELECT s.name, s.queued + s.running + s.done + s.failed + s.cancelled, s.done, s.failed, s.running, s.cancelled, s.program, s.fingerprint,
               s.is_cancelled, s.submitted,
               (SELECT count(*) FROM landscape.worker w WHERE w.program = s.program AND w.leased_until > now())
        FROM landscape.study s
        """;

    /// <summary>Enters a study, or finds it entered.</summary>
    /// <param name="study">The study, which was validated.</param>
    /// <param name="program">The version whose workers run it.</param>
    /// <param name="mostLosses">Workers that may end over a trial, without a checkpoint between, before it fails; at least 1.</param>
    /// <returns>Whether it was not there before.</returns>
    /// <exception cref="StudyException">A study of the same name has other trials, or is of another version.</exception>
    /// <exception cref="ClusterException">The database cannot be reached.</exception>
    public bool Submit(StudyDefinition study, string program, int mostLosses)
    {
        ArgumentNullException.ThrowIfNull(study);
        ContentHash fingerprint = study.Fingerprint();
        return ClusterTransaction.Run(cluster, connection =>
        {
            List<long> fresh = connection.Query(
                """
                INSERT INTO landscape.study (name, fingerprint, program, time_limit, most_losses, queued)
                VALUES (@name, @fingerprint, @program, @limit, @losses, @queued) ON CONFLICT (name) DO NOTHING RETURNING id
                """,
                reader => reader.GetInt64(0),
                ("name", study.Name), ("fingerprint", fingerprint.Hex), ("program", program), ("limit", study.TrialTimeLimit), ("losses", mostLosses), ("queued", study.Trials.Count));
            if (fresh.Count == 0)
            {
                ThrowIfOther(connection, study.Name, fingerprint, program);
                return false;
            }

            CopyTrials(connection, fresh[0], study.Trials);
            return true;
        });
    }

    /// <summary>A study; null where there is none of that name.</summary>
    /// <exception cref="ClusterException">The database cannot be reached.</exception>
    public StudySummary? Find(string name) => ClusterTransaction.Run(
        cluster, connection => connection.Query($"{Summaries} WHERE s.name = @name", Read, ("name", name)).SingleOrDefault());

    /// <summary>All studies, the newest first.</summary>
    /// <exception cref="ClusterException">The database cannot be reached.</exception>
    public IReadOnlyList<StudySummary> List() =>
        ClusterTransaction.Run(cluster, connection => connection.Query($"{Summaries} ORDER BY s.submitted DESC, s.id DESC", Read));

    /// <summary>How far running trials are, at most 100 of them.</summary>
    /// <exception cref="ClusterException">The database cannot be reached.</exception>
    public IReadOnlyList<TrialProgress> Running(string name) => ClusterTransaction.Run(cluster, connection => connection.Query(
        """
        SELECT t.key, t.completed, t.steps FROM landscape.trial t JOIN landscape.study s ON s.id = t.study
        WHERE s.name = @name AND t.state = 1 ORDER BY t.number LIMIT 100
        """,
        reader => new TrialProgress(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)), ("name", name)));

    /// <summary>The names of the living workers of a version.</summary>
    /// <exception cref="ClusterException">The database cannot be reached.</exception>
    public IReadOnlyList<string> Workers(string program) => ClusterTransaction.Run(cluster, connection => connection.Query(
        "SELECT name FROM landscape.worker WHERE program = @program AND leased_until > now() ORDER BY id", reader => reader.GetString(0), ("program", program)));

    /// <summary>How trials of a study ended, in their order; of a trial that has not, that it is cancelled.</summary>
    /// <param name="name">The study.</param>
    /// <param name="onlyFailures">Only those that failed, at most 100.</param>
    /// <exception cref="ClusterException">The database cannot be reached.</exception>
    public IReadOnlyList<TrialOutcome> Outcomes(string name, bool onlyFailures = false) => ClusterTransaction.Run(cluster, connection => connection.Query(
        $"""
        SELECT t.key, t.state, t.result, t.error_kind, t.error_message FROM landscape.trial t JOIN landscape.study s ON s.id = t.study
        WHERE s.name = @name {(onlyFailures ? "AND t.state = 3 ORDER BY t.number LIMIT 100" : "ORDER BY t.number")}
        """,
        reader => (TrialState)reader.GetInt16(1) switch
        {
            TrialState.Done => TrialOutcome.Done(reader.GetString(0), JsonSerializer.Deserialize<JsonElement>(reader.GetString(2), JsonFormat.Compact)),
            TrialState.Failed => TrialOutcome.Failed(reader.GetString(0), new TrialError(reader.GetString(3), reader.GetString(4))),
            _ => TrialOutcome.Cancelled(reader.GetString(0)),
        },
        ("name", name)));

    /// <summary>Stops a study: what waits is cancelled now, what runs when its worker next gives a sign of life.</summary>
    /// <exception cref="StudyException">There is no such study.</exception>
    /// <exception cref="ClusterException">The database cannot be reached.</exception>
    public void Cancel(string name)
    {
        // The mark first: a worker that gives a trial back from then on finds it. What waits follows in a transaction of its own, if nobody has resumed the study meanwhile.
        long study = ClusterTransaction.Run(cluster, connection => Find(connection, "UPDATE landscape.study SET is_cancelled = true WHERE name = @name RETURNING id", name));
        ClusterTransaction.Run(cluster, connection =>
        {
            Lock(connection, study);
            return connection.Execute(
                """
                WITH stopped AS (
                    UPDATE landscape.trial t SET state = 4 FROM landscape.study s
                    WHERE t.study = @study AND t.state = 0 AND s.id = t.study AND s.is_cancelled RETURNING 1)
                UPDATE landscape.study s SET queued = s.queued - c.n, cancelled = s.cancelled + c.n FROM (SELECT count(*) AS n FROM stopped) c WHERE s.id = @study
                """,
                ("study", study));
        });
    }

    /// <summary>Lets a cancelled study go on; its trials have kept their checkpoints.</summary>
    /// <param name="name">The study.</param>
    /// <param name="retryFailed">Whether trials that failed are tried again.</param>
    /// <exception cref="StudyException">There is no such study.</exception>
    /// <exception cref="ClusterException">The database cannot be reached.</exception>
    public void Resume(string name, bool retryFailed) => ClusterTransaction.Run(cluster, connection =>
    {
        long study = Find(connection, "SELECT id FROM landscape.study WHERE name = @name", name);
        Lock(connection, study);
        return connection.Execute(
            """
            WITH waiting AS (
                UPDATE landscape.trial t SET state = 0, losses = 0, error_kind = NULL, error_message = NULL
                FROM landscape.trial old
                WHERE t.study = @study AND (t.state = 4 OR (@failed AND t.state = 3)) AND old.study = t.study AND old.number = t.number
                RETURNING old.state AS state)
            UPDATE landscape.study s SET is_cancelled = false, queued = s.queued + c.n, cancelled = s.cancelled - c.cancelled, failed = s.failed - (c.n - c.cancelled)
            FROM (SELECT count(*) AS n, count(*) FILTER (WHERE state = 4) AS cancelled FROM waiting) c WHERE s.id = @study
            """,
            ("study", study), ("failed", retryFailed));
    });

    /// <summary>Removes a study with all its results; data that it read stay.</summary>
    /// <exception cref="StudyException">There is no such study.</exception>
    /// <exception cref="ClusterException">The database cannot be reached.</exception>
    public void Remove(string name) =>
        ClusterTransaction.Run(cluster, connection => Find(connection, "DELETE FROM landscape.study WHERE name = @name RETURNING id", name));

    /// <summary>Makes cancelling and resuming a study wait for each other, until the transaction ends.</summary>
    private static void Lock(NpgsqlConnection connection, long study) =>
        connection.Execute("SELECT pg_advisory_xact_lock(hashtextextended('landscape.study', @study))", ("study", study));

    private static long Find(NpgsqlConnection connection, string sql, string name) =>
        connection.Query(sql, reader => reader.GetInt64(0), ("name", name)) is [long id]
            ? id
            : throw new StudyException($"There is no study '{name}'. 'landscape studies' lists those that there are.");

    private static void ThrowIfOther(NpgsqlConnection connection, string name, ContentHash fingerprint, string program)
    {
        (string Fingerprint, string Program) found = connection.Query(
            "SELECT fingerprint, program FROM landscape.study WHERE name = @name", reader => (reader.GetString(0), reader.GetString(1)), ("name", name))[0];
        if (found.Fingerprint != fingerprint.Hex)
        {
            throw new StudyException(
                $"The study '{name}' exists already, with other trials. Choose another name, go back to its settings, or remove it by 'landscape studies remove {name}'.");
        }

        if (found.Program != program)
        {
            throw new StudyException(
                $"The study '{name}' was submitted by version {found.Program}, but this is {program}, which may compute something else. Choose another name, or use that version.");
        }
    }

    private static void CopyTrials(NpgsqlConnection connection, long study, IReadOnlyList<Trial> trials)
    {
        using NpgsqlBinaryImporter copy = connection.BeginBinaryImport(
            "COPY landscape.trial (study, number, key, type, settings, seed, data) FROM STDIN (FORMAT BINARY)");
        for (int i = 0; i < trials.Count; i++)
        {
            copy.StartRow();
            copy.Write(study, NpgsqlDbType.Bigint);
            copy.Write(i, NpgsqlDbType.Integer);
            copy.Write(trials[i].Key, NpgsqlDbType.Text);
            copy.Write(trials[i].Type, NpgsqlDbType.Text);
            copy.Write(trials[i].Settings.GetRawText(), NpgsqlDbType.Text);
            copy.Write(trials[i].Seed, NpgsqlDbType.Bigint);
            copy.Write(JsonSerializer.Serialize(trials[i].Data, JsonFormat.Compact), NpgsqlDbType.Text);
        }

        copy.Complete();
    }

    private static StudySummary Read(NpgsqlDataReader reader) => new()
    {
        Name = reader.GetString(0),
        Progress = new StudyProgress
        {
            Total = reader.GetInt32(1),
            Done = reader.GetInt32(2),
            Failed = reader.GetInt32(3),
            Running = reader.GetInt32(4),
            Cancelled = reader.GetInt32(5),
        },
        Program = reader.GetString(6),
        Fingerprint = ContentHash.Parse(reader.GetString(7)),
        IsCancelled = reader.GetBoolean(8),
        Submitted = reader.GetFieldValue<DateTimeOffset>(9),
        Workers = (int)reader.GetInt64(10),
    };
}
