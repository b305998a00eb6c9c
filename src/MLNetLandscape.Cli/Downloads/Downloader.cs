using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace MLNetLandscape.Cli.Downloads;

/// <summary>Fetches files, continues what was interrupted, and keeps only what has the expected checksum.</summary>
/// <remarks>An unfinished download is kept as NAME.part beside the target; the next attempt asks the server for the rest alone.</remarks>
internal sealed class Downloader(HttpClient client, TextWriter messages)
{
    private const string PartSuffix = ".part";

    /// <summary>Makes sure that <paramref name="folder"/> holds the file.</summary>
    /// <exception cref="IOException">No source delivered it, or what came has another checksum.</exception>
    public async Task GetAsync(DataFile file, string folder, CancellationToken cancellationToken)
    {
        string target = Path.Combine(folder, file.Name);
        if (File.Exists(target) && await HasChecksumAsync(target, file, cancellationToken).ConfigureAwait(false))
        {
            await messages.WriteLineAsync($"{target}: already there, checksum right").ConfigureAwait(false);
            return;
        }

        List<string> failures = [];
        foreach (Uri source in file.Sources)
        {
            try
            {
                await FetchAsync(file, source, target + PartSuffix, cancellationToken).ConfigureAwait(false);
                File.Move(target + PartSuffix, target, overwrite: true);
                await messages.WriteLineAsync($"{target}: {file.Length} bytes, checksum right").ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (IsFailureOfSource(exception, cancellationToken))
            {
                failures.Add($"{source.Host}: {ErrorText.Of(exception).TrimEnd('.')}");
            }
        }

        throw new IOException(
            $"Cannot download {file.Name}: {string.Join("; ", failures)}. Check the network connection and run the command again: it continues where it stopped. Or put the file into {folder} by hand.");
    }

    private static bool IsFailureOfSource(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException or InvalidDataException or HttpIOException
        || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested);

    private async Task FetchAsync(DataFile file, Uri source, string part, CancellationToken cancellationToken)
    {
        long have = File.Exists(part) ? new FileInfo(part).Length : 0;
        if (have >= file.Length)
        {
            File.Delete(part);
            have = 0;
        }

        using HttpRequestMessage request = new(HttpMethod.Get, source);
        request.Headers.Range = have > 0 ? new RangeHeaderValue(have, null) : null;
        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        bool continues = response.StatusCode == HttpStatusCode.PartialContent;
        FileStream destination = new(part, continues ? FileMode.Append : FileMode.Create, FileAccess.Write);
        await using (destination.ConfigureAwait(false))
        {
            await CopyAsync(response, destination, file, cancellationToken).ConfigureAwait(false);
        }

        if (!await HasChecksumAsync(part, file, cancellationToken).ConfigureAwait(false))
        {
            string actual = await ChecksumAsync(part, cancellationToken).ConfigureAwait(false);
            File.Delete(part);
            throw new InvalidDataException($"the file has the SHA-256 {actual} where {file.Sha256} was expected; it was deleted.");
        }
    }

    /// <summary>Copies the answer, but never more than the file may have.</summary>
    private static async Task CopyAsync(HttpResponseMessage response, FileStream destination, DataFile file, CancellationToken cancellationToken)
    {
        Stream content = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            byte[] buffer = new byte[81920];
            while (await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
            {
                await destination.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                if (destination.Length > file.Length)
                {
                    throw new InvalidDataException($"the server sends more than the {file.Length} bytes that the file has.");
                }
            }
        }

        if (destination.Length < file.Length)
        {
            throw new HttpRequestException($"the connection ended after {destination.Length} of {file.Length} bytes.");
        }
    }

    private static async Task<bool> HasChecksumAsync(string path, DataFile file, CancellationToken cancellationToken) =>
        new FileInfo(path).Length == file.Length && await ChecksumAsync(path, cancellationToken).ConfigureAwait(false) == file.Sha256;

    private static async Task<string> ChecksumAsync(string path, CancellationToken cancellationToken)
    {
        FileStream stream = File.OpenRead(path);
        await using (stream.ConfigureAwait(false))
        {
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
        }
    }
}
