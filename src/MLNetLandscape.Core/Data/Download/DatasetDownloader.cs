using System.Text;

namespace MLNetLandscape.Core.Data.Download;

/// <summary>Fetches known data sets: resumes what was interrupted, verifies checksums, and places a file only when it is whole.</summary>
/// <remarks>A download grows in NAME.part next to its place; a later attempt, of another process even, continues there.</remarks>
public sealed class DatasetDownloader
{
    private readonly FileFetcher fetcher;

    /// <summary>Fetches through <paramref name="client"/>.</summary>
    /// <param name="client">Its own timeout should exceed the silence limit of the options.</param>
    /// <param name="options">Default: the defaults of <see cref="DownloadOptions"/>.</param>
    public DatasetDownloader(HttpClient client, DownloadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        options ??= new DownloadOptions();
        if (options.Attempts < 1)
        {
            throw new ArgumentException($"Attempts must be at least 1, but was {options.Attempts}.", nameof(options));
        }

        fetcher = new FileFetcher(client, options);
    }

    /// <summary>Makes sure that all files of a data set are in a folder; files that are there already are verified and left alone.</summary>
    /// <param name="dataset">One of <see cref="DatasetCatalog"/>.</param>
    /// <param name="folder">The folder of data sets, made where it is missing; null for <see cref="DatasetCatalog.DefaultFolder"/>.</param>
    /// <param name="progress">Told at most every 64 KiB.</param>
    /// <param name="cancellationToken">Stops; what was received so far stays for the next time.</param>
    /// <returns>The full paths of the files.</returns>
    /// <exception cref="IOException">No address gave the file; the message says what was tried and how to place the file by hand.</exception>
    public async Task<IReadOnlyList<string>> GetAsync(
        KnownDataset dataset, string? folder = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        string root = Path.GetFullPath(folder ?? DatasetCatalog.DefaultFolder);
        List<string> paths = [];
        foreach (KnownFile file in dataset.Files)
        {
            string path = Path.Combine(root, file.Path.Replace('/', Path.DirectorySeparatorChar));
            if (!File.Exists(path) || KnownFileContent.FindFault(file, path) is not null)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await GetAsync(dataset, file, path, progress, cancellationToken).ConfigureAwait(false);
            }

            paths.Add(path);
        }

        return paths;
    }

    private async Task GetAsync(
        KnownDataset dataset, KnownFile file, string path, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        if (file.Addresses.Count == 0)
        {
            EmbeddedFile.Write(file, path);
            return;
        }

        var tried = new StringBuilder();
        foreach (Uri address in file.Addresses)
        {
            string? fault = await fetcher.TryFetchAsync(file, address, path, progress, cancellationToken).ConfigureAwait(false);
            if (fault is null)
            {
                return;
            }

            tried.Append($"\n  {address}: {fault}");
        }

        throw new IOException(
            $"Could not get {Path.GetFileName(path)} of {dataset.Name}. Tried:{tried}\n" +
            $"The file is expected at {path}. To place it by hand, get it from one of these addresses on a machine that can reach it and copy it " +
            $"there, or set {DatasetCatalog.FolderVariable} to a folder that has {file.Path}; then run the command again to verify it.");
    }
}
