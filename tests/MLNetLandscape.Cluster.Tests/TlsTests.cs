using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Cluster.Tests.Servers;

namespace MLNetLandscape.Cluster.Tests;

/// <summary>TLS to a real server, whose certificate is for "localhost" and signed by a root of the tests' own.</summary>
public sealed class TlsTests(PostgresServer server) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("landscape-tls").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_server_with_the_right_certificate_is_believed_and_the_connection_is_encrypted()
    {
        using ClusterConnection cluster = ClusterConnection.Open(Verified(server.CreateDatabase()));
        Assert.True(IsEncrypted(cluster));
    }

    [Fact]
    public void Without_TLS_the_database_can_tell()
    {
        using ClusterConnection cluster = ClusterConnection.Open($"{server.CreateDatabase()};SSL Mode=Disable");
        Assert.False(IsEncrypted(cluster));
    }

    [Fact]
    public void A_server_that_another_root_signed_is_refused()
    {
        string settings = Verified(server.CreateDatabase()), other = Path.Combine(folder, "other.pem");
        ServerCertificate.Write(other, Path.Combine(folder, "server.pem"), Path.Combine(folder, "server.key"), "localhost");
        Assert.Matches(
            "^PostgreSQL at localhost:[0-9]+/test[0-9]+ cannot be reached by TLS: The remote certificate was rejected by the provided RemoteCertificateValidationCallback. "
            + "Name the certificate that signed its own by Root Certificate=, and the host as that certificate does.$",
            Refusal(settings.Replace(server.RootCertificate, other, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_server_whose_certificate_is_for_another_host_is_refused()
    {
        string settings = Verified(server.CreateDatabase()).Replace("Host=localhost", "Host=127.0.0.1", StringComparison.Ordinal);
        Assert.Contains(" cannot be reached by TLS: ", Refusal(settings), StringComparison.Ordinal);
    }

    private static bool IsEncrypted(ClusterConnection cluster) => ClusterTransaction.Run(
        cluster, connection => connection.Query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", reader => reader.GetBoolean(0))[0]);

    private static string Refusal(string settings) => Assert.Throws<ClusterException>(() => ClusterConnection.Open(settings)).Message;

    private string Verified(string settings) =>
        $"{settings.Replace("Host=127.0.0.1", "Host=localhost", StringComparison.Ordinal)};SSL Mode=VerifyFull;Root Certificate={server.RootCertificate}";
}
