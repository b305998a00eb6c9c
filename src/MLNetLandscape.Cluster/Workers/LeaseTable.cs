using System.Text.Json;
using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Studies;
using Npgsql;

namespace MLNetLandscape.Cluster.Workers;

/// <summary>How a worker takes trials and gives them back: every method is one transaction.</summary>
/// <remarks>
/// <para>A trial goes queued -> running -> done or failed, and back to queued when its lease runs out or its worker stops. Every change of state
/// moves the study's counts in the same transaction. A claim increments the trial's attempt; only who knows the attempt may write, so a worker
/// that was thought dead and comes back changes nothing.</para>
/// <para>Time is the database's alone. Trials are locked before studies, everywhere, so that no two transactions wait for each other in a ring.</para>
/// </remarks>
internal sealed class LeaseTable(ClusterConnection cluster, TimeSpan lease)
{
    private const int MostReturnedAtOnce = 1000;

    private const string Claiming = """
        WITH picked AS (
            SELECT study, number FROM landscape.trial
            WHERE study = @study AND state = 0 AND type = ANY(@types)
            ORDER BY number LIMIT @count FOR UPDATE SKIP LOCKED),
        claimed AS (
            UPDATE landscape.trial t
            SET state = 1, attempt = attempt + 1, worker = @worker, leased_until = now() + @lease
            FROM picked p WHERE t.study = p.study AND t.number = p.number
            RETURNING t.*),
        counted AS (
            UPDATE landscape.study s SET queued = s.queued - c.n, running = s.running + c.n
            FROM (SELECT study, count(*) AS n FROM claimed GROUP BY study) c WHERE s.id = c.study
            RETURNING s.id, s.time_limit)
        SELECT t.study, t.number, t.attempt, t.key, t.type, t.settings, t.seed, t.data, t.checkpoint, c.time_limit
        FROM claimed t JOIN counted c ON c.id = t.study ORDER BY t.number
        """;

    private const string Ending = """
        WITH ended AS (
            UPDATE landscape.trial t
            SET state = o.state, result = o.result, error_kind = o.kind, error_message = o.message, checkpoint = NULL, leased_until = NULL
            FROM unnest(@studies, @numbers, @attempts, @states, @results, @kinds, @messages) AS o(study, number, attempt, state, result, kind, message)
            WHERE t.study = o.study AND t.number = o.number AND t.attempt = o.attempt AND t.state = 1 AND t.worker = @worker
            RETURNING t.study, t.state)
        UPDATE landscape.study s SET running = s.running - c.n, done = s.done + c.done, failed = s.failed + c.n - c.done
        FROM (SELECT study, count(*) AS n, count(*) FILTER (WHERE state = 2) AS done FROM ended GROUP BY study) c WHERE s.id = c.study
        """;

    private const string Releasing = """
        WITH released AS (
            UPDATE landscape.trial t
            SET state = CASE WHEN s.is_cancelled THEN 4 ELSE 0 END, worker = NULL, leased_until = NULL
            FROM unnest(@studies, @numbers, @attempts) AS o(study, number, attempt), landscape.study s
            WHERE t.study = o.study AND t.number = o.number AND t.attempt = o.attempt AND t.state = 1 AND t.worker = @worker AND s.id = t.study
            RETURNING t.study, t.state)
        UPDATE landscape.study s SET running = s.running - c.n, queued = s.queued + c.queued, cancelled = s.cancelled + c.n - c.queued
        FROM (SELECT study, count(*) AS n, count(*) FILTER (WHERE state = 0) AS queued FROM released GROUP BY study) c WHERE s.id = c.study
        """;

    private const string Returning = """
        WITH expired AS (
            SELECT study, number FROM landscape.trial WHERE state = 1 AND leased_until < now() LIMIT @most FOR UPDATE SKIP LOCKED),
        moved AS (
            UPDATE landscape.trial t
            SET state = CASE WHEN s.is_cancelled THEN 4 WHEN t.losses + 1 >= s.most_losses THEN 3 ELSE 0 END,
                losses = t.losses + 1,
                leased_until = NULL,
                error_kind = CASE WHEN NOT s.is_cancelled AND t.losses + 1 >= s.most_losses THEN 'WorkerLost' END,
                error_message = CASE WHEN NOT s.is_cancelled AND t.losses + 1 >= s.most_losses THEN
                    'The worker that ran the trial ended without a word, ' || (t.losses + 1) || ' times, the last on ' || coalesce(w.name, 'an unknown machine')
                    || '. The trial probably takes more memory than a worker has. Give workers more, let each run fewer trials at a time, or make the trial smaller.' END
            FROM expired e JOIN landscape.study s ON s.id = e.study
            LEFT JOIN landscape.trial own ON own.study = e.study AND own.number = e.number
            LEFT JOIN landscape.worker w ON w.id = own.worker
            WHERE t.study = e.study AND t.number = e.number
            RETURNING t.study, t.state)
        UPDATE landscape.study s
        SET running = s.running - c.n, queued = s.queued + c.queued, failed = s.failed + c.failed, cancelled = s.cancelled + c.n - c.queued - c.failed
        FROM (SELECT study, count(*) AS n, count(*) FILTER (WHERE state = 0) AS queued, count(*) FILTER (WHERE state = 3) AS failed
              FROM moved GROUP BY study) c
        WHERE s.id = c.study
        """;

    /// <summary>Enters a worker.</summary>
    /// <returns>Its number.</returns>
    public long Register(string name, string program, int slots) => ClusterTransaction.Run(cluster, connection => connection.Query(
        "INSERT INTO landscape.worker (name, program, slots, leased_until) VALUES (@name, @program, @slots, now() + @lease) RETURNING id",
        reader => reader.GetInt64(0), ("name", name), ("program", program), ("slots", slots), ("lease", lease))[0]);

    /// <summary>Removes a worker that has given back all its trials.</summary>
    public void Unregister(long worker) =>
        ClusterTransaction.Run(cluster, connection => connection.Execute("DELETE FROM landscape.worker WHERE id = @worker", ("worker", worker)));

    /// <summary>Takes queued trials of the program's version and of types that the worker knows, of the oldest study first.</summary>
    public IReadOnlyList<LeasedTrial> Claim(long worker, string program, IReadOnlyList<string> types, int count) => ClusterTransaction.Run(cluster, connection =>
    {
        List<LeasedTrial> claimed = [];
        foreach (long study in connection.Query(
            "SELECT id FROM landscape.study WHERE program = @program AND NOT is_cancelled AND queued > 0 ORDER BY id", reader => reader.GetInt64(0), ("program", program)))
        {
            claimed.AddRange(connection.Query(
                Claiming, Read, ("worker", worker), ("study", study), ("types", types.ToArray()), ("count", count - claimed.Count), ("lease", lease)));
            if (claimed.Count >= count)
            {
                break;
            }
        }

        return claimed;
    });

    /// <summary>Writes outcomes, once each: those of claims that are no longer the worker's are dropped.</summary>
    public void End(long worker, IReadOnlyList<(Lease Lease, TrialOutcome Outcome)> ended) => ClusterTransaction.Run(cluster, connection => connection.Execute(
        Ending,
        [
            .. Arrays(worker, [.. ended.Select(item => item.Lease)]),
            ("states", ended.Select(item => ClusterTransaction.Code(item.Outcome.State)).ToArray()),
            ("results", ended.Select(item => item.Outcome.Result is { } result ? TrialJson.Write(result).GetRawText() : null).ToArray()),
            ("kinds", ended.Select(item => Storable(item.Outcome.Error?.Kind)).ToArray()),
            ("messages", ended.Select(item => Storable(item.Outcome.Error?.Message)).ToArray()),
        ]));

    /// <summary>Gives trials back without an outcome, with their last checkpoint.</summary>
    public void Release(long worker, IReadOnlyList<Lease> released) =>
        ClusterTransaction.Run(cluster, connection => connection.Execute(Releasing, Arrays(worker, released)));

    /// <summary>Keeps a checkpoint. A trial that gets on has not lost its workers in vain.</summary>
    public void SaveCheckpoint(long worker, Lease claim, byte[] content) => ClusterTransaction.Run(cluster, connection => connection.Execute(
        "UPDATE landscape.trial SET checkpoint = @content, losses = 0 WHERE study = @study AND number = @number AND attempt = @attempt AND state = 1 AND worker = @worker",
        ("content", content), ("study", claim.Study), ("number", claim.Number), ("attempt", claim.Attempt), ("worker", worker)));

    /// <summary>Says that the worker lives, and how far its trials are.</summary>
    /// <returns>The claims that are still the worker's.</returns>
    public IReadOnlyList<LeaseRenewal> Renew(long worker, WorkerOptions options, IReadOnlyList<(Lease Lease, long Completed, long Steps)> running) =>
        ClusterTransaction.Run(cluster, connection =>
        {
            // A worker that was silent for long may have been forgotten.
            connection.Execute(
                """
                INSERT INTO landscape.worker (id, name, program, slots, leased_until) OVERRIDING SYSTEM VALUE
                VALUES (@worker, @name, @program, @slots, now() + @lease) ON CONFLICT (id) DO UPDATE SET leased_until = excluded.leased_until
                """,
                ("worker", worker), ("name", options.Name), ("program", options.Program), ("slots", options.Slots), ("lease", lease));
            return running.Count == 0 ? [] : connection.Query(
                """
                UPDATE landscape.trial t SET leased_until = now() + @lease, completed = o.completed, steps = o.steps
                FROM unnest(@studies, @numbers, @attempts, @completed, @steps) AS o(study, number, attempt, completed, steps), landscape.study s
                WHERE t.study = o.study AND t.number = o.number AND t.attempt = o.attempt AND t.state = 1 AND t.worker = @worker AND s.id = t.study
                RETURNING t.study, t.number, t.attempt, s.is_cancelled
                """,
                reader => new LeaseRenewal(new Lease(reader.GetInt64(0), reader.GetInt32(1), reader.GetInt32(2)), reader.GetBoolean(3)),
                [
                    .. Arrays(worker, [.. running.Select(item => item.Lease)]),
                    ("completed", running.Select(item => item.Completed).ToArray()),
                    ("steps", running.Select(item => item.Steps).ToArray()),
                    ("lease", lease),
                ]);
        });

    /// <summary>Returns trials whose leases ran out to the queue, and forgets workers that have been silent for long.</summary>
    public void ReturnExpired() => ClusterTransaction.Run(cluster, connection =>
    {
        connection.Execute(Returning, ("most", MostReturnedAtOnce));
        return connection.Execute("DELETE FROM landscape.worker WHERE leased_until < now() - interval '1 hour'");
    });

    /// <summary>PostgreSQL's text cannot hold the character 0.</summary>
    private static string? Storable(string? text) => text?.Replace('\0', '\uFFFD');

    private static (string, object?)[] Arrays(long worker, IReadOnlyList<Lease> claims) =>
    [
        ("worker", worker),
        ("studies", claims.Select(claim => claim.Study).ToArray()),
        ("numbers", claims.Select(claim => claim.Number).ToArray()),
        ("attempts", claims.Select(claim => claim.Attempt).ToArray()),
    ];

    private static LeasedTrial Read(NpgsqlDataReader reader) => new(
        new Lease(reader.GetInt64(0), reader.GetInt32(1), reader.GetInt32(2)),
        new Trial
        {
            Key = reader.GetString(3),
            Type = reader.GetString(4),
            Settings = JsonSerializer.Deserialize<JsonElement>(reader.GetString(5), JsonFormat.Compact),
            Seed = reader.GetInt64(6),
            Data = JsonSerializer.Deserialize<Dictionary<string, ContentHash>>(reader.GetString(7), JsonFormat.Compact)!,
        },
        reader.IsDBNull(8) ? null : reader.GetFieldValue<byte[]>(8),
        reader.IsDBNull(9) ? null : reader.GetFieldValue<TimeSpan>(9));
}
