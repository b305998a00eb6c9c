using MLNetLandscape.Core.Studies;
using Npgsql;

namespace MLNetLandscape.Cluster.Connections;

/// <summary>Units of work against the cluster's database.</summary>
internal static class ClusterTransaction
{
    private const int MostTries = 5;

    /// <summary>Runs statements that hold together or not at all. Where the database ended one of two that waited for each other, it is tried again.</summary>
    /// <exception cref="ClusterException">The database cannot be reached or refuses.</exception>
    public static T Run<T>(ClusterConnection cluster, Func<NpgsqlConnection, T> work)
    {
        for (int tries = 1; ; tries++)
        {
            using NpgsqlConnection connection = cluster.Connect();
            try
            {
                using NpgsqlTransaction transaction = connection.BeginTransaction();
                T result = work(connection);
                transaction.Commit();
                return result;
            }
            catch (PostgresException exception)
                when (exception.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure && tries < MostTries)
            {
                // The other one went on; this one follows it.
            }
            catch (NpgsqlException exception)
            {
                throw cluster.Explain(exception);
            }
        }
    }

    /// <summary>A statement with named parameters.</summary>
    public static NpgsqlCommand Statement(this NpgsqlConnection connection, string sql, params (string Name, object? Value)[] parameters)
    {
        NpgsqlCommand command = new(sql, connection);
        foreach ((string name, object? value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    /// <summary>Runs a statement without rows.</summary>
    public static int Execute(this NpgsqlConnection connection, string sql, params (string Name, object? Value)[] parameters)
    {
        using NpgsqlCommand command = connection.Statement(sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>Reads all rows of a statement.</summary>
    public static List<T> Query<T>(
        this NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, params (string Name, object? Value)[] parameters)
    {
        using NpgsqlCommand command = connection.Statement(sql, parameters);
        using NpgsqlDataReader reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>A column's text, null where the database has none.</summary>
    public static string? TextOrNull(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>The number that stands for a state in the database.</summary>
    public static short Code(TrialState state) => (short)state;
}
