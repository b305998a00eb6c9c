using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Cluster.Tests.Servers;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace MLNetLandscape.Cluster.Tests.Servers;

/// <summary>A server of the tests' own in a temporary folder, started by the first test that needs it. Each test has a database of its own.</summary>
/// <remarks>PostgreSQL refuses to run as root, so a root runs it as the user postgres.</remarks>
public sealed class PostgresServer : IDisposable
{
    private const string Password = "correct horse";
    private const int LowestPort = 1 << 14, HighestPort = (1 << 15) - 1, MostStarts = 5;
    private readonly string addresses;
    private readonly string? network;
    private readonly Lock gate = new();
    private string? folder;
    private int port;
    private int databases;

    /// <summary>A server that this machine alone reaches.</summary>
    public PostgresServer()
        : this("127.0.0.1", null)
    {
    }

    /// <summary>A server that a network reaches too.</summary>
    /// <param name="addresses">Where it listens, as PostgreSQL writes it.</param>
    /// <param name="network">The network that it lets in, such as 10.0.0.0/8; null for none.</param>
    internal PostgresServer(string addresses, string? network) => (this.addresses, this.network) = (addresses, network);

    /// <summary>Ports to start at: the next one where another program took one that was free.</summary>
    internal IEnumerable<int> Ports { get; init; } = FreePorts();

    /// <summary>The certificate that signed the server's.</summary>
    public string RootCertificate => Path.Combine(folder!, "root.pem");

    private string DataFolder => Path.Combine(folder!, "data");

    /// <summary>Where the right password is.</summary>
    private string PasswordFile => Path.Combine(folder!, "pgpass");

    /// <summary>The settings of a fresh database, without a schema. Skips the test where there is no PostgreSQL.</summary>
    public string CreateDatabase()
    {
        if (PostgresBinaries.Folder is null)
        {
            Assert.Skip("No PostgreSQL server on this machine: initdb and pg_ctl are neither in /usr/lib/postgresql nor on the path (apt-get install postgresql).");
        }

        lock (gate)
        {
            if (folder is null)
            {
                Initialize();
                StartAtFreePort();
            }
        }

        string name = $"test{Interlocked.Increment(ref databases)}";
        Run("psql", "-q", "-h", "127.0.0.1", "-p", $"{port}", "-U", "lab", "-d", "postgres", "-c", $"CREATE DATABASE {name}");
        return Settings(name);
    }

    /// <summary>Opens a fresh database with the schema.</summary>
    public ClusterConnection OpenCluster()
    {
        ClusterConnection cluster = ClusterConnection.Open(CreateDatabase());
        Cluster.Schema.ClusterSchema.Initialize(cluster);
        return cluster;
    }

    /// <summary>The settings that lead to a database.</summary>
    public string Settings(string database, string host = "127.0.0.1") => $"Host={host};Port={port};Database={database};Username=lab;Passfile={PasswordFile}";

    /// <summary>Settings with a password file that holds a wrong password.</summary>
    public string WithWrongPassword(string settings)
    {
        string wrong = Path.Combine(folder!, "wrong");
        WriteSecret(wrong, "*:*:*:*:wrong\n");
        return settings.Replace(PasswordFile, wrong, StringComparison.Ordinal);
    }

    /// <summary>Ends the server as a power failure would, and starts it again.</summary>
    public void Restart()
    {
        Stop();
        Start();
    }

    /// <summary>Ends the server as a power failure would; <see cref="Start()"/> brings it back.</summary>
    public void Stop() => Run("pg_ctl", "-D", DataFolder, "-m", "immediate", "-w", "stop");

    /// <summary>Starts the server.</summary>
    public void Start() => Assert.True(TryStart(), $"PostgreSQL did not start at port {port}.");

    public void Dispose()
    {
        if (folder is not null)
        {
            Stop();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Free ports below those that Linux hands out (from 32768), which another program may be given while the server is down. Processes begin at places of their own.</summary>
    internal static IEnumerable<int> FreePorts()
    {
        const int Count = HighestPort - LowestPort + 1;
        for (int i = 0, start = Environment.ProcessId * 31; i < Count; i++)
        {
            int port = LowestPort + ((start + i) % Count);
            if (IsFree(port))
            {
                yield return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using TcpListener listener = new(IPAddress.Any, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void StartAtFreePort()
    {
        foreach (int free in Ports.Take(MostStarts))
        {
            port = free;
            if (TryStart())
            {
                return;
            }
        }

        Assert.Fail($"PostgreSQL did not start at any of several ports, the last of them {port}.");
    }

    private bool TryStart() => Execute(
        "pg_ctl", "-D", DataFolder, "-w", "-t", "120", "-l", Path.Combine(DataFolder, "log"), "-o",
        $"-c port={port} -c listen_addresses={addresses} -c unix_socket_directories={folder} -c max_connections=200 "
        + $"-c ssl=on -c ssl_cert_file={folder}/server.pem -c ssl_key_file={folder}/server.key", "start") == 0;

    private static void WriteSecret(string path, string text)
    {
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private void Initialize()
    {
        folder = Directory.CreateTempSubdirectory("landscape-postgres").FullName;
        WriteSecret(PasswordFile, $"*:*:*:*:{Password}\n");
        string given = Path.Combine(folder, "given");
        File.WriteAllText(given, Password);
        if (Environment.IsPrivilegedProcess)
        {
            GiveAway(folder, given);
        }

        Run("initdb", "-D", DataFolder, "-U", "lab", "--auth=scram-sha-256", $"--pwfile={given}", "--no-sync", "-E", "UTF8", "--locale=C");
        ServerCertificate.Write(RootCertificate, Path.Combine(folder, "server.pem"), Path.Combine(folder, "server.key"), "localhost");
        if (Environment.IsPrivilegedProcess)
        {
            GiveAway(Path.Combine(folder, "server.key"));
        }

        if (network is not null)
        {
            File.AppendAllText(Path.Combine(DataFolder, "pg_hba.conf"), $"host all all {network} scram-sha-256\n");
        }
    }

    private void GiveAway(params string[] paths) => Assert.Equal(0, Start("chown", ["postgres", .. paths]));

    private void Run(string program, params string[] arguments)
    {
        int code = Execute(program, arguments);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)} ended with {code}.");
    }

    private int Execute(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(PostgresBinaries.Folder!, program), .. arguments];
        bool asRoot = Environment.IsPrivilegedProcess && program != "psql";
        return Start(asRoot ? "setpriv" : command[0], asRoot ? ["--reuid=postgres", "--regid=postgres", "--clear-groups", .. command] : command[1..]);
    }

    private int Start(string program, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder };
        start.Environment["PGPASSFILE"] = PasswordFile;
        start.Environment["LC_ALL"] = "C";
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
