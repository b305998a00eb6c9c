using System.Security.Authentication;
using Npgsql;

namespace MLNetLandscape.Cluster.Connections;

/// <summary>The database of a cluster. Safe for several threads.</summary>
public sealed class ClusterConnection : IDisposable
{
    private readonly NpgsqlDataSource source;

    private ClusterConnection(NpgsqlConnectionStringBuilder settings)
    {
        source = new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
        Name = $"{settings.Host}:{settings.Port}/{settings.Database}";
        User = settings.Username ?? Environment.UserName;
    }

    /// <summary>Host, port and database, for messages.</summary>
    public string Name { get; }

    /// <summary>Who connects, for messages.</summary>
    public string User { get; }

    /// <summary>Reads a connection string of PostgreSQL, such as "Host=db;Database=landscape;Username=lab;SSL Mode=VerifyFull", and connects.</summary>
    /// <remarks>
    /// The password comes from the environment variable PGPASSWORD or from a password file (the key Passfile, PGPASSFILE, or ~/.pgpass), never from
    /// the string, which other users of the machine can see.
    /// </remarks>
    /// <exception cref="ClusterException">The string is not one, names a password, or nothing answers.</exception>
    public static ClusterConnection Open(string text)
    {
        ClusterConnection connection = new(Read(text));
        try
        {
            connection.Connect().Dispose();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();

    /// <summary>A connection from the pool.</summary>
    /// <exception cref="ClusterException">Nothing answers, or not as hoped.</exception>
    internal NpgsqlConnection Connect()
    {
        try
        {
            return source.OpenConnection();
        }
        catch (NpgsqlException exception)
        {
            throw Explain(exception);
        }
    }

    /// <summary>A database error in words.</summary>
    internal ClusterException Explain(NpgsqlException exception) => new(exception.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"PostgreSQL at {Name} does not let '{User}' in: {Text(exception)}. Set PGPASSWORD, or name a password file by Passfile=, and check Username=.",
        PostgresErrorCodes.InvalidCatalogName => $"PostgreSQL at {Name} has no such database: {Text(exception)}. Create it (createdb), or correct Database=.",
        PostgresErrorCodes.InsufficientPrivilege => $"PostgreSQL at {Name} does not allow '{User}' that: {Text(exception)}. Ask its owner for the right.",
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedColumn =>
            $"The database {Name} is not prepared for a cluster: {Text(exception)}. Run 'landscape cluster init' once.",
        null when exception.Message.Contains("password", StringComparison.OrdinalIgnoreCase) =>
            $"PostgreSQL at {Name} asks '{User}' for a password, and none is set. Set PGPASSWORD, or name a password file by Passfile=.",
        null when exception.InnerException is AuthenticationException =>
            $"PostgreSQL at {Name} cannot be reached by TLS: {Text(exception)}. Name the certificate that signed its own by Root Certificate=, and the host as that certificate does.",
        null => $"PostgreSQL at {Name} does not answer: {Text(exception)}. Start it, or correct Host= and Port=.",
        _ => $"PostgreSQL at {Name} reports: {Text(exception)} ({exception.SqlState}).",
    }, exception);

    private static string Text(NpgsqlException exception) =>
        (exception is PostgresException server ? server.MessageText : exception.InnerException?.Message ?? exception.Message).TrimEnd('.');

    private static NpgsqlConnectionStringBuilder Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The exception may quote the string, and with it a secret.
            throw new ClusterException("The cluster must be given as \"Host=...;Database=...\", PostgreSQL's settings with ';' between, but was not. Keys: Host, Port, Database, Username, Passfile, SSL Mode, Root Certificate.");
        }

        if (settings.Password is not null)
        {
            throw new ClusterException("The cluster's settings must not hold a password, which other users of this machine could see. Set PGPASSWORD, or name a password file by Passfile=.");
        }

        if (string.IsNullOrEmpty(settings.Host) || string.IsNullOrEmpty(settings.Database))
        {
            throw new ClusterException("The cluster must be given as \"Host=...;Database=...\", but one of the two is missing.");
        }

        settings.ApplicationName ??= "landscape";
        settings.KeepAlive = settings.KeepAlive == 0 ? 30 : settings.KeepAlive;
        return settings;
    }
}
