using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using MLNetLandscape.Cli.Downloads;

namespace MLNetLandscape.Cli.Tests.Downloads;

public sealed class DownloaderTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7))];

    private static DataFile File(params string[] hosts) => new(
        "numbers.bin", Content.Length, Convert.ToHexStringLower(SHA256.HashData(Content)), [.. hosts.Select(host => new Uri($"https://{host}/numbers.bin"))]);

    [Fact]
    public async Task Fetches_a_file()
    {
        using TemporaryFolder folder = new();
        Server server = new((_, _) => Whole(Content));
        await Get(server, folder, "one");
        Assert.Equal(Content, await System.IO.File.ReadAllBytesAsync(folder["numbers.bin"], TestContext.Current.CancellationToken));
        Assert.False(System.IO.File.Exists(folder["numbers.bin.part"]));
    }

    [Fact]
    public async Task Asks_for_nothing_when_the_file_is_there()
    {
        using TemporaryFolder folder = new();
        await System.IO.File.WriteAllBytesAsync(folder["numbers.bin"], Content, TestContext.Current.CancellationToken);
        Server server = new((_, _) => throw new InvalidOperationException("asked"));
        await Get(server, folder, "one");
        Assert.Empty(server.Ranges);
    }

    [Fact]
    public async Task Continues_where_it_stopped()
    {
        using TemporaryFolder folder = new();
        Server broken = new((_, _) => Whole(Content[..2000]));
        IOException exception = await Assert.ThrowsAsync<IOException>(() => Get(broken, folder, "one"));
        Assert.Equal(
            $"Cannot download numbers.bin: one: the connection ended after 2000 of 5000 bytes. Check the network connection and run the command again: it continues where it stopped. Or put the file into {folder[""]} by hand.",
            exception.Message);
        Server server = new((_, from) => new HttpResponseMessage(HttpStatusCode.PartialContent) { Content = new ByteArrayContent(Content[(int)from!..]) });
        await Get(server, folder, "one");
        Assert.Equal([2000L], server.Ranges);
        Assert.Equal(Content, await System.IO.File.ReadAllBytesAsync(folder["numbers.bin"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Starts_again_where_the_server_does_not_continue()
    {
        using TemporaryFolder folder = new();
        await System.IO.File.WriteAllBytesAsync(folder["numbers.bin.part"], new byte[100], TestContext.Current.CancellationToken);
        Server server = new((_, _) => Whole(Content));
        await Get(server, folder, "one");
        Assert.Equal(Content, await System.IO.File.ReadAllBytesAsync(folder["numbers.bin"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Refuses_and_deletes_what_has_another_checksum()
    {
        using TemporaryFolder folder = new();
        Server server = new((_, _) => Whole(new byte[Content.Length]));
        IOException exception = await Assert.ThrowsAsync<IOException>(() => Get(server, folder, "one"));
        Assert.Contains("the file has the SHA-256", exception.Message, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(folder["numbers.bin"]));
        Assert.False(System.IO.File.Exists(folder["numbers.bin.part"]));
    }

    [Fact]
    public async Task Stops_a_server_that_sends_too_much()
    {
        using TemporaryFolder folder = new();
        Server server = new((_, _) => Whole(new byte[200_000]));
        IOException exception = await Assert.ThrowsAsync<IOException>(() => Get(server, folder, "one"));
        Assert.Contains("the server sends more than the 5000 bytes that the file has.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_the_next_source_when_one_fails_and_names_all_when_none_delivers()
    {
        using TemporaryFolder folder = new();
        Server half = new((host, _) => host == "two" ? Whole(Content) : throw new HttpRequestException("No such host is known."));
        await Get(half, folder, "one", "two");
        System.IO.File.Delete(folder["numbers.bin"]);
        Server offline = new((_, _) => throw new HttpRequestException("No such host is known."));
        IOException exception = await Assert.ThrowsAsync<IOException>(() => Get(offline, folder, "one", "two"));
        Assert.StartsWith("Cannot download numbers.bin: one: No such host is known; two: No such host is known. Check", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copies_the_data_set_that_comes_with_the_program()
    {
        using TemporaryFolder folder = new();
        CommandLine run = await CommandLine.RunAsync("data", "get", "wdbc", "--to", folder["new"]);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal(569 + 1, (await System.IO.File.ReadAllLinesAsync(Path.Combine(folder["new"], "wdbc.csv"), TestContext.Current.CancellationToken)).Length);
    }

    private static async Task Get(Server server, TemporaryFolder folder, params string[] hosts)
    {
        using HttpClient client = new(server);
        await new Downloader(client, TextWriter.Null).GetAsync(File(hosts), folder[""], TestContext.Current.CancellationToken);
    }

    private static HttpResponseMessage Whole(byte[] content) => new(HttpStatusCode.OK) { Content = new ByteArrayContent(content) };

    /// <summary>A server in place of the network.</summary>
    private sealed class Server(Func<string, long?, HttpResponseMessage> answer) : HttpMessageHandler
    {
        public List<long?> Ranges { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            RangeHeaderValue? range = request.Headers.Range;
            Ranges.Add(range?.Ranges.Single().From);
            return Task.FromResult(answer(request.RequestUri!.Host, range?.Ranges.Single().From));
        }
    }
}
