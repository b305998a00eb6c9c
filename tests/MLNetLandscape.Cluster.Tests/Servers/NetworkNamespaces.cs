using System.Diagnostics;

namespace MLNetLandscape.Cluster.Tests.Servers;

/// <summary>Network namespaces of Linux, each with a wire to this machine's own: hosts of their own as far as the network goes.</summary>
internal sealed class NetworkNamespaces : IDisposable
{
    private readonly int count;

    /// <summary>Makes namespaces. Skips the test where that is not allowed.</summary>
    public NetworkNamespaces(int count)
    {
        this.count = count;
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || Run("ip", "netns", "list") != 0)
        {
            Assert.Skip("Network namespaces need Linux, root and the program ip (apt-get install iproute2).");
        }

        for (int host = 0; host < count; host++)
        {
            if (Run("ip", "netns", "add", Name(host)) != 0)
            {
                Dispose();
                Assert.Skip("This machine does not permit network namespaces, though its user is root.");
            }

            Must("link", "add", Wire(host), "type", "veth", "peer", "name", "eth0", "netns", Name(host));
            Must("addr", "add", $"{Gateway(host)}/30", "dev", Wire(host));
            Must("link", "set", Wire(host), "up");
            Must("-n", Name(host), "addr", "add", $"10.213.{host}.2/30", "dev", "eth0");
            Must("-n", Name(host), "link", "set", "eth0", "up");
        }
    }

    /// <summary>The network that all namespaces are in.</summary>
    public static string Network => "10.213.0.0/16";

    /// <summary>This machine's address as a namespace sees it.</summary>
    public static string Gateway(int host) => $"10.213.{host}.1";

    /// <summary>The program and arguments that run a command in a namespace.</summary>
    public static IReadOnlyList<string> Enter(int host) => ["ip", "netns", "exec", Name(host)];

    /// <summary>Takes a namespace's wire out, or plugs it in again. Connections are not told.</summary>
    public static void SetConnected(int host, bool isConnected) => Must("link", "set", Wire(host), isConnected ? "up" : "down");

    /// <inheritdoc/>
    public void Dispose()
    {
        for (int host = 0; host < count; host++)
        {
            Run("ip", "netns", "delete", Name(host));
        }
    }

    private static string Name(int host) => $"landscape-{Environment.ProcessId}-{host}";

    private static string Wire(int host) => $"ls{Environment.ProcessId}-{host}";

    private static void Must(params string[] arguments) => Assert.Equal(0, Run("ip", arguments));

    private static int Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
