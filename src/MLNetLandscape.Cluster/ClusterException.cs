using Npgsql;

namespace MLNetLandscape.Cluster;

/// <summary>The cluster cannot be used as asked; the message says why, and what to do. It holds no password.</summary>
public sealed class ClusterException : Exception
{
    /// <summary>An exception with a message.</summary>
    public ClusterException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public ClusterException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the same may succeed later: the database was restarted, a line broke.</summary>
    public bool IsTransient => InnerException is NpgsqlException { IsTransient: true };
}
