using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Cluster.Schema;
using MLNetLandscape.Cluster.Tests.Servers;
using MLNetLandscape.Cluster.Workers;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster.Tests;

public sealed class ClusterConnectionTests(PostgresServer server)
{
    [Theory]
    [InlineData("Host=h;Database=d;Password=secret", "The cluster's settings must not hold a password, which other users of this machine could see. Set PGPASSWORD, or name a password file by Passfile=.")]
    [InlineData("Host=h", "The cluster must be given as \"Host=...;Database=...\", but one of the two is missing.")]
    [InlineData("secret nonsense", "The cluster must be given as \"Host=...;Database=...\", PostgreSQL's settings with ';' between, but was not. Keys: Host, Port, Database, Username, Passfile, SSL Mode, Root Certificate.")]
    public void Refuses_settings(string settings, string message) =>
        Assert.Equal(message, Assert.Throws<ClusterException>(() => ClusterConnection.Open(settings)).Message);

    [Fact]
    public void Says_that_nothing_answers() => Assert.Equal(
        "PostgreSQL at 127.0.0.1:1/d does not answer: Connection refused. Start it, or correct Host= and Port=.",
        Assert.Throws<ClusterException>(() => ClusterConnection.Open("Host=127.0.0.1;Port=1;Database=d;Username=lab")).Message);

    [Fact]
    public void Says_that_the_password_is_wrong_and_does_not_tell_it()
    {
        string settings = server.WithWrongPassword(server.CreateDatabase());
        string message = Assert.Throws<ClusterException>(() => ClusterConnection.Open(settings)).Message;
        Assert.Matches("^PostgreSQL at 127.0.0.1:[0-9]+/test[0-9]+ does not let 'lab' in: password authentication failed for user \"lab\". Set PGPASSWORD, or name a password file by Passfile=, and check Username=.$", message);
    }

    [Fact]
    public void Says_that_there_is_no_such_database()
    {
        server.CreateDatabase();
        string message = Assert.Throws<ClusterException>(() => ClusterConnection.Open(server.Settings("nothing"))).Message;
        Assert.Matches("^PostgreSQL at 127.0.0.1:[0-9]+/nothing has no such database: database \"nothing\" does not exist. Create it \\(createdb\\), or correct Database=.$", message);
    }

    [Fact]
    public void Says_that_there_is_no_schema()
    {
        using ClusterConnection cluster = ClusterConnection.Open(server.CreateDatabase());
        Assert.Equal(
            $"The database {cluster.Name} is not prepared for a cluster: relation \"landscape.schema_version\" does not exist. Run 'landscape cluster init' once.",
            Assert.Throws<ClusterException>(() => Work(cluster)).Message);
    }

    [Fact]
    public void Initializes_once_and_says_that_a_schema_is_older_or_newer()
    {
        using ClusterConnection cluster = ClusterConnection.Open(server.CreateDatabase());
        Assert.Equal(0, ClusterSchema.Initialize(cluster));
        Assert.Equal(1, ClusterSchema.Initialize(cluster));
        SetVersion(cluster, 0);
        Assert.Equal(
            $"The schema of {cluster.Name} must have version 1, but has 0. Run 'landscape cluster init', which brings it up to date and keeps what is there.",
            Assert.Throws<ClusterException>(() => Work(cluster)).Message);
        SetVersion(cluster, 2);
        string newer = $"The schema of {cluster.Name} must have version 1, but has 2: a newer program made it. Update landscape on this machine.";
        Assert.Equal(newer, Assert.Throws<ClusterException>(() => Work(cluster)).Message);
        Assert.Equal(newer, Assert.Throws<ClusterException>(() => ClusterSchema.Initialize(cluster)).Message);
    }

    private static void Work(ClusterConnection cluster) => new ClusterWorker(cluster, new TrialTypes(), new MemoryDataStore()).Run();

    private static void SetVersion(ClusterConnection cluster, int version) => ClusterTransaction.Run(
        cluster, connection => connection.Execute("UPDATE landscape.schema_version SET version = @version", ("version", version)));
}
