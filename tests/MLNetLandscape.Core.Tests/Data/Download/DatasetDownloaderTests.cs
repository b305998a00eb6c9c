using System.Security.Cryptography;
using System.Text;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Data.Download;

namespace MLNetLandscape.Core.Tests.Data.Download;

public sealed class DatasetDownloaderTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)((i * 7) ^ (i >> 8)))];
    private readonly TemporaryFolder folder = new();
    private readonly HttpClient client = new();

    public void Dispose()
    {
        client.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Fetches_verifies_and_places_a_file_and_reports_progress()
    {
        using LocalServer server = new(LocalServer.File(Content));
        var progress = new Recorder();
        IReadOnlyList<string> paths = await GetAsync(Known(server.Address), progress);
        Assert.Equal([folder["sub/data.bin"]], paths);
        Assert.Equal(Content, await File.ReadAllBytesAsync(paths[0], TestContext.Current.CancellationToken));
        Assert.False(File.Exists(paths[0] + ".part"));
        Assert.Equal(new DownloadProgress("sub/data.bin", Content.Length, Content.Length), progress.Reports[^1]);
        Assert.True(progress.Reports.Count > 1);
    }

    [Fact]
    public async Task A_file_that_is_there_is_left_alone()
    {
        using LocalServer server = new(LocalServer.File(Content));
        await GetAsync(Known(server.Address));
        DateTime written = File.GetLastWriteTimeUtc(folder["sub/data.bin"]);
        await GetAsync(Known(server.Address));
        Assert.Single(server.Ranges);
        Assert.Equal(written, File.GetLastWriteTimeUtc(folder["sub/data.bin"]));
    }

    [Fact]
    public async Task A_damaged_file_is_replaced()
    {
        Directory.CreateDirectory(folder["sub"]);
        await File.WriteAllBytesAsync(folder["sub/data.bin"], Content[..1000], TestContext.Current.CancellationToken);
        using LocalServer server = new(LocalServer.File(Content));
        await GetAsync(Known(server.Address));
        Assert.Equal(Content, await File.ReadAllBytesAsync(folder["sub/data.bin"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_interrupted_download_resumes_where_it_stopped()
    {
        using LocalServer server = new(LocalServer.Truncated(Content, 100_000), LocalServer.File(Content));
        await GetAsync(Known(server.Address));
        Assert.Equal(2, server.Ranges.Count);
        Assert.Equal("", server.Ranges[0]);
        Assert.Matches("^bytes=[1-9][0-9]*-$", server.Ranges[1]);
        Assert.Equal(Content, await File.ReadAllBytesAsync(folder["sub/data.bin"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Another_process_resumes_from_the_part_that_is_left()
    {
        Directory.CreateDirectory(folder["sub"]);
        await File.WriteAllBytesAsync(folder["sub/data.bin.part"], Content[..123_456], TestContext.Current.CancellationToken);
        using LocalServer server = new(LocalServer.File(Content));
        await GetAsync(Known(server.Address));
        Assert.Equal(["bytes=123456-"], server.Ranges);
        Assert.Equal(Content, await File.ReadAllBytesAsync(folder["sub/data.bin"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_part_that_is_whole_needs_no_more_bytes()
    {
        Directory.CreateDirectory(folder["sub"]);
        await File.WriteAllBytesAsync(folder["sub/data.bin.part"], Content, TestContext.Current.CancellationToken);
        using LocalServer server = new(LocalServer.File(Content));
        await GetAsync(Known(server.Address));
        Assert.Equal([$"bytes={Content.Length}-"], server.Ranges);
        Assert.True(File.Exists(folder["sub/data.bin"]));
    }

    [Fact]
    public async Task A_server_without_ranges_makes_it_start_afresh()
    {
        Directory.CreateDirectory(folder["sub"]);
        await File.WriteAllBytesAsync(folder["sub/data.bin.part"], new byte[1000], TestContext.Current.CancellationToken);
        using LocalServer server = new(LocalServer.WithoutRanges(Content));
        await GetAsync(Known(server.Address));
        Assert.Equal(Content, await File.ReadAllBytesAsync(folder["sub/data.bin"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_part_of_something_else_is_thrown_away()
    {
        Directory.CreateDirectory(folder["sub"]);
        await File.WriteAllBytesAsync(folder["sub/data.bin.part"], new byte[1000], TestContext.Current.CancellationToken);
        using LocalServer server = new(LocalServer.File(Content));
        await GetAsync(Known(server.Address));
        Assert.Equal(["bytes=1000-", ""], server.Ranges);
        Assert.Equal(Content, await File.ReadAllBytesAsync(folder["sub/data.bin"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_corrupted_file_is_never_placed()
    {
        byte[] corrupted = [.. Content];
        corrupted[5] ^= 1;
        using LocalServer server = new(LocalServer.File(corrupted));
        IOException failure = await Assert.ThrowsAsync<IOException>(() => GetAsync(Known(server.Address)));
        Assert.Contains($"what came is not the file: its SHA-256 must be {Sha(Content)} (Plain), but is {Sha(corrupted)} (2 attempts)", failure.Message);
        Assert.Empty(Directory.GetFiles(folder["sub"]));
        Assert.Equal(2, server.Ranges.Count);
    }

    [Fact]
    public async Task A_passing_fault_of_the_server_is_retried()
    {
        using LocalServer server = new(LocalServer.Status(503), LocalServer.File(Content));
        await GetAsync(Known(server.Address));
        Assert.Equal(2, server.Ranges.Count);
    }

    [Fact]
    public async Task A_refusal_is_not_retried_but_the_next_address_is_tried()
    {
        using LocalServer refusing = new(LocalServer.Status(404));
        using LocalServer serving = new(LocalServer.File(Content));
        await GetAsync(Known(refusing.Address, serving.Address));
        Assert.Single(refusing.Ranges);
        Assert.Single(serving.Ranges);
    }

    [Fact]
    public async Task Offline_it_says_what_it_tried_and_how_to_place_the_file()
    {
        Uri first = LocalServer.Nowhere();
        Uri second = LocalServer.Nowhere();
        IOException failure = await Assert.ThrowsAsync<IOException>(() => GetAsync(Known(first, second)));
        string[] lines = failure.Message.Split('\n');
        Assert.Equal("Could not get data.bin of test. Tried:", lines[0]);
        Assert.StartsWith($"  {first}: Connection refused", lines[1]);
        Assert.EndsWith("(2 attempts)", lines[1]);
        Assert.StartsWith($"  {second}: Connection refused", lines[2]);
        Assert.Equal(
            $"The file is expected at {folder["sub/data.bin"]}. To place it by hand, get it from one of these addresses on a machine that can reach " +
            "it and copy it there, or set MLNETLANDSCAPE_DATA to a folder that has sub/data.bin; then run the command again to verify it.",
            lines[3]);
    }

    [Fact]
    public async Task A_truncated_answer_without_end_is_an_error_and_keeps_what_came()
    {
        using LocalServer server = new(LocalServer.Truncated(Content, 50_000));
        IOException failure = await Assert.ThrowsAsync<IOException>(() => GetAsync(Known(server.Address)));
        Assert.Contains("Could not get data.bin of test. Tried:", failure.Message);
        Assert.False(File.Exists(folder["sub/data.bin"]));
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        using LocalServer server = new(LocalServer.WithoutRanges(new byte[2_000_000]));
        IOException failure = await Assert.ThrowsAsync<IOException>(() => GetAsync(Known(server.Address)));
        Assert.Contains($"the server sent more than {(2 * Content.Length) + 65536} bytes, which is not the file", failure.Message);
        Assert.Empty(Directory.GetFiles(folder["sub"]));
    }

    [Fact]
    public async Task A_silent_server_is_given_up()
    {
        using var release = new ManualResetEventSlim();
        using LocalServer server = new(_ => release.Wait(TimeSpan.FromSeconds(20)));
        IOException failure = await Assert.ThrowsAsync<IOException>(() => GetAsync(Known(server.Address)));
        release.Set();
        Assert.Contains("the server was silent for 2 seconds", failure.Message);
    }

    [Fact]
    public async Task Cancellation_stops_it()
    {
        using LocalServer server = new(LocalServer.File(Content));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new DatasetDownloader(client).GetAsync(Known(server.Address), folder.Path, null, cancelled.Token));
    }

    [Fact]
    public async Task A_compressed_file_is_verified_by_its_content()
    {
        byte[] packed = IdxFileTests.Gzip(Content);
        using LocalServer server = new(LocalServer.File(packed));
        KnownDataset known = Known(server.Address);
        await GetAsync(known with { Files = [known.Files[0] with { Kind = KnownFileKind.Gzip }] });
        Assert.Equal(packed, await File.ReadAllBytesAsync(folder["sub/data.bin"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Boston_is_turned_from_statlibs_form_into_a_table()
    {
        string[] table = await File.ReadAllLinesAsync(DataFolder.Require("boston/housing.txt"), TestContext.Current.CancellationToken);
        using LocalServer server = new(LocalServer.File(Encoding.ASCII.GetBytes(AsStatLib(table))));
        KnownFile file = DatasetCatalog.Boston.Files[0] with { Addresses = [server.Address] };
        IReadOnlyList<string> paths = await GetAsync(DatasetCatalog.Boston with { Files = [file] });
        CsvOptions options = new() { LabelColumn = "MedianHomeValue", Task = LearningTask.Regression };
        CsvLoadResult fetched = CsvDataset.Load(paths[0], options);
        CsvLoadResult shared = CsvDataset.Load(DataFolder.Require("boston/housing.txt"), options);
        Assert.Equal(shared.Data.Features.ToArray(), fetched.Data.Features.ToArray());
        Assert.Equal(shared.Data.Targets.ToArray(), fetched.Data.Targets.ToArray());
        Assert.Equal(shared.Data.FeatureNames, fetched.Data.FeatureNames);

        // The copy with numbers written in another way is as good.
        File.Copy(DataFolder.Require("boston/housing.txt"), paths[0], overwrite: true);
        await GetAsync(DatasetCatalog.Boston with { Files = [file] });
        Assert.Single(server.Ranges);
    }

    [Fact]
    public async Task Boston_is_taken_as_a_table_too()
    {
        byte[] table = await File.ReadAllBytesAsync(DataFolder.Require("boston/housing.txt"), TestContext.Current.CancellationToken);
        using LocalServer server = new(LocalServer.File(table));
        KnownFile file = DatasetCatalog.Boston.Files[0] with { Addresses = [server.Address] };
        IReadOnlyList<string> paths = await GetAsync(DatasetCatalog.Boston with { Files = [file] });
        Assert.Null(KnownFileContent.FindFault(file, paths[0]));
    }

    [Fact]
    public async Task Wdbc_comes_from_the_library_itself()
    {
        IReadOnlyList<string> paths = await GetAsync(DatasetCatalog.Wdbc);
        Assert.Equal(
            await File.ReadAllBytesAsync(DataFolder.InRepository("wdbc.csv"), TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(paths[0], TestContext.Current.CancellationToken));
        Assert.Null(KnownFileContent.FindFault(DatasetCatalog.Wdbc.Files[0], paths[0]));
    }

    [Fact]
    public void Mnists_checksums_fit_the_files()
    {
        string mnist = DataFolder.Require("mnist");
        Assert.All(
            DatasetCatalog.Mnist.Files,
            file => Assert.Null(KnownFileContent.FindFault(file, Path.Combine(mnist, Path.GetFileName(file.Path)))));
    }

    [Fact]
    public void The_catalog_is_searched_by_name()
    {
        Assert.Same(DatasetCatalog.Mnist, DatasetCatalog.Find("MNIST"));
        Assert.Equal(
            "A known data set is one of mnist, boston, wdbc, but 'iris' was asked for. (Parameter 'name')",
            Assert.Throws<ArgumentException>(() => DatasetCatalog.Find("iris")).Message);
    }

    private Task<IReadOnlyList<string>> GetAsync(KnownDataset known, IProgress<DownloadProgress>? progress = null)
    {
        var options = new DownloadOptions { Attempts = 2, RetryDelay = TimeSpan.Zero, SilenceLimit = TimeSpan.FromSeconds(2) };
        return new DatasetDownloader(client, options).GetAsync(known, folder.Path, progress, TestContext.Current.CancellationToken);
    }

    private static KnownDataset Known(params Uri[] addresses) => new()
    {
        Name = "test",
        Description = "bytes",
        Licence = "none",
        Files = [new KnownFile { Path = "sub/data.bin", Kind = KnownFileKind.Plain, Length = Content.Length, Sha256 = Sha(Content), Addresses = addresses }],
    };

    private static string Sha(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>22 lines of text, then two lines a record with the house value last, as StatLib writes them.</summary>
    private static string AsStatLib(string[] table)
    {
        var text = new StringBuilder(string.Concat(Enumerable.Repeat(" some words about it\n", 22)));
        foreach (string line in table.Skip(1))
        {
            string[] fields = line.Split('\t');
            text.Append(' ').AppendJoin("  ", fields[1..12]).Append("\n  ").AppendJoin("   ", fields[12..]).Append("  ").Append(fields[0]).Append('\n');
        }

        return text.ToString();
    }

    private sealed class Recorder : IProgress<DownloadProgress>
    {
        internal List<DownloadProgress> Reports { get; } = [];

        public void Report(DownloadProgress value) => Reports.Add(value);
    }
}
