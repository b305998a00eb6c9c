using System.Net;
using System.Net.Sockets;
using MLNetLandscape.Cluster.Connections;

namespace MLNetLandscape.Cluster.Tests.Servers;

/// <summary>Where the tests' own server listens.</summary>
public sealed class PostgresServerTests
{
    [Fact]
    public void Ports_are_free_and_not_of_those_that_the_system_hands_out()
    {
        int taken = PostgresServer.FreePorts().First();
        using TcpListener listener = new(IPAddress.Loopback, taken);
        listener.Start();
        int[] ports = [.. PostgresServer.FreePorts().Take(100)];
        Assert.Equal(100, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, 1024, 32767));
        Assert.DoesNotContain(taken, ports);
    }

    [Fact]
    public void A_server_starts_at_another_port_where_its_own_was_taken_meanwhile()
    {
        using TcpListener listener = new(IPAddress.Loopback, PostgresServer.FreePorts().First());
        listener.Start();
        int taken = ((IPEndPoint)listener.LocalEndpoint).Port, free = PostgresServer.FreePorts().First();
        using PostgresServer server = new("127.0.0.1", null) { Ports = [taken, free] };
        string settings = server.CreateDatabase();
        Assert.Contains($"Port={free};", settings, StringComparison.Ordinal);
        ClusterConnection.Open(settings).Dispose();
    }
}
