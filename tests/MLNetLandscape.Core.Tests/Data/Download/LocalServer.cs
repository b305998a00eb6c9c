using System.Net;
using System.Net.Sockets;

namespace MLNetLandscape.Core.Tests.Data.Download;

/// <summary>A web server on this machine that answers each request by the next of the given behaviours; the last one stays.</summary>
internal sealed class LocalServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Queue<Action<HttpListenerContext>> behaviours;
    private readonly Task loop;

    internal LocalServer(params Action<HttpListenerContext>[] behaviours)
    {
        this.behaviours = new Queue<Action<HttpListenerContext>>(behaviours);
        int port = FreePort();
        Address = new Uri($"http://127.0.0.1:{port}/");
        listener.Prefixes.Add(Address.ToString());
        listener.Start();
        loop = Task.Run(ServeAsync);
    }

    internal Uri Address { get; }

    /// <summary>The Range header of each request, empty where there was none.</summary>
    internal List<string> Ranges { get; } = [];

    /// <summary>Sends a file, or the part of it that is asked for.</summary>
    internal static Action<HttpListenerContext> File(byte[] content) => context =>
    {
        int from = 0;
        if (context.Request.Headers["Range"] is { } range)
        {
            from = int.Parse(range["bytes=".Length..^1]);
            context.Response.StatusCode = from < content.Length ? 206 : 416;
            context.Response.Headers["Content-Range"] =
                from < content.Length ? $"bytes {from}-{content.Length - 1}/{content.Length}" : $"bytes */{content.Length}";
        }

        byte[] rest = content[Math.Min(from, content.Length)..];
        context.Response.ContentLength64 = rest.Length;
        context.Response.OutputStream.Write(rest);
    };

    /// <summary>Promises a file but ends the connection after some bytes.</summary>
    internal static Action<HttpListenerContext> Truncated(byte[] content, int sent) => context =>
    {
        context.Response.ContentLength64 = content.Length;
        context.Response.OutputStream.Write(content.AsSpan(0, sent));
        context.Response.OutputStream.Flush();
        Thread.Sleep(50);
        context.Response.Abort();
    };

    /// <summary>Sends the whole file, whatever part is asked for.</summary>
    internal static Action<HttpListenerContext> WithoutRanges(byte[] content) => context =>
    {
        context.Response.ContentLength64 = content.Length;
        context.Response.OutputStream.Write(content);
    };

    /// <summary>Refuses.</summary>
    internal static Action<HttpListenerContext> Status(int status) => context => context.Response.StatusCode = status;

    /// <summary>An address where nothing listens.</summary>
    internal static Uri Nowhere() => new($"http://127.0.0.1:{FreePort()}/");

    public void Dispose()
    {
        listener.Close();
        loop.Wait(TimeSpan.FromSeconds(5));
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await listener.GetContextAsync();
                Ranges.Add(context.Request.Headers["Range"] ?? string.Empty);
                (behaviours.Count > 1 ? behaviours.Dequeue() : behaviours.Peek())(context);
                context.Response.Close();
            }
            catch (Exception failure) when (failure is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
            {
                // The client went away, the connection was cut on purpose, or the server is closing.
            }
        }
    }
}
