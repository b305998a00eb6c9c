using System.Reflection;
using MLNetLandscape.Cluster.Connections;
using Npgsql;

namespace MLNetLandscape.Cluster.Schema;

/// <summary>The tables of a cluster in the schema <c>landscape</c> of its database, with a version.</summary>
public static class ClusterSchema
{
    /// <summary>The version that this program reads and writes.</summary>
    public const int CurrentVersion = 1;

    // Any constant does, as long as no other program of the database takes it.
    private const long InitialisationLock = 0x6C616E6473636170;

    /// <summary>Creates the tables, or brings older ones up to date; changes nothing where they are.</summary>
    /// <returns>The version that was there before; 0 for none.</returns>
    /// <exception cref="ClusterException">The database cannot be reached, refuses, or has a newer schema.</exception>
    public static int Initialize(ClusterConnection cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return ClusterTransaction.Run(cluster, connection =>
        {
            connection.Execute("SELECT pg_advisory_xact_lock(@key)", ("key", InitialisationLock));
            connection.Execute("SET LOCAL client_min_messages = warning");
            connection.Execute("CREATE SCHEMA IF NOT EXISTS landscape");
            connection.Execute("CREATE TABLE IF NOT EXISTS landscape.schema_version (version integer NOT NULL)");
            int found = Version(connection);
            ThrowIfNewer(cluster, found);
            for (int version = found + 1; version <= CurrentVersion; version++)
            {
                connection.Execute(Script(version));
            }

            connection.Execute("DELETE FROM landscape.schema_version");
            connection.Execute("INSERT INTO landscape.schema_version VALUES (@version)", ("version", CurrentVersion));
            return found;
        });
    }

    /// <summary>Checks that the tables are those that this program knows.</summary>
    /// <exception cref="ClusterException">There are none, or they are older or newer; the message says which, and what to do.</exception>
    public static void ThrowIfOther(ClusterConnection cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        int found = ClusterTransaction.Run(cluster, Version);
        ThrowIfNewer(cluster, found);
        if (found < CurrentVersion)
        {
            throw new ClusterException(
                $"The schema of {cluster.Name} must have version {CurrentVersion}, but has {found}. Run 'landscape cluster init', which brings it up to date and keeps what is there.");
        }
    }

    private static void ThrowIfNewer(ClusterConnection cluster, int found)
    {
        if (found > CurrentVersion)
        {
            throw new ClusterException(
                $"The schema of {cluster.Name} must have version {CurrentVersion}, but has {found}: a newer program made it. Update landscape on this machine.");
        }
    }

    private static int Version(NpgsqlConnection connection) =>
        connection.Query("SELECT coalesce(max(version), 0) FROM landscape.schema_version", reader => reader.GetInt32(0))[0];

    private static string Script(int version)
    {
        string name = $"schema/{version:0000}.sql";
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource '{name}' is missing from the assembly.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
