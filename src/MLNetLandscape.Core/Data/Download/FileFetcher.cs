using System.Net;
using System.Net.Http.Headers;

namespace MLNetLandscape.Core.Data.Download;

/// <summary>Fetches one file from one address, resuming and retrying.</summary>
internal sealed class FileFetcher(HttpClient client, DownloadOptions options)
{
    private const int BufferLength = 1 << 16;

    /// <summary>Fetches, verifies and places a file.</summary>
    /// <returns>Null where it is in its place, else why not.</returns>
    internal async Task<string?> TryFetchAsync(
        KnownFile file, Uri address, string path, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        string part = $"{path}.part";
        string fault = string.Empty;
        for (int attempt = 1; attempt <= options.Attempts; attempt++)
        {
            if (attempt > 1)
            {
                await Task.Delay(options.RetryDelay * Math.Pow(2, attempt - 2), cancellationToken).ConfigureAwait(false);
            }

            try
            {
                await ReceiveAsync(file, address, part, progress, cancellationToken).ConfigureAwait(false);
                if (KnownFileContent.FindFault(file, part) is not { } found)
                {
                    KnownFileContent.Place(file, part, path);
                    return null;
                }

                // Not the file, so nothing to resume from.
                File.Delete(part);
                fault = $"what came is not the file: {found}";
            }
            catch (HttpRequestException failure)
            {
                fault = failure.Message;
                if (IsFinal(failure.StatusCode))
                {
                    return fault;
                }
            }
            catch (InvalidDataException failure)
            {
                File.Delete(part);
                return failure.Message;
            }
            catch (IOException failure) when (failure is not FileNotFoundException and not DirectoryNotFoundException)
            {
                fault = failure.Message;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                fault = $"the server was silent for {options.SilenceLimit.TotalSeconds:0.#} seconds";
            }
        }

        return $"{fault} ({options.Attempts} attempts)";
    }

    /// <summary>Whether trying again is pointless: the server understood and said no.</summary>
    private static bool IsFinal(HttpStatusCode? status) =>
        status is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError
            and not HttpStatusCode.RequestTimeout and not HttpStatusCode.TooManyRequests;

    private async Task ReceiveAsync(
        KnownFile file, Uri address, string part, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        silence.CancelAfter(options.SilenceLimit);
        long have = File.Exists(part) ? new FileInfo(part).Length : 0;
        using HttpResponseMessage response = await RequestAsync(address, have, silence.Token).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && have > 0)
        {
            // Nothing is left to fetch, or the part is longer than the file: the checksum tells which.
            return;
        }

        response.EnsureSuccessStatusCode();
        bool resumes = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
        if (response.StatusCode == HttpStatusCode.PartialContent && !resumes)
        {
            throw new IOException($"the server sent another part of the file than the one from byte {have} on");
        }

        long received = resumes ? have : 0;
        long? total = received + response.Content.Headers.ContentLength;
        using Stream source = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
        using var destination = new FileStream(part, resumes ? FileMode.Append : FileMode.Create, FileAccess.Write);
        byte[] buffer = new byte[BufferLength];
        while (true)
        {
            silence.CancelAfter(options.SilenceLimit);
            int read = await source.ReadAsync(buffer, silence.Token).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            received += read;
            RefuseExcess(file, received);
            progress?.Report(new DownloadProgress(file.Path, received, total));
        }

        if (received < total)
        {
            throw new IOException($"the connection ended after {received} of {total} bytes");
        }
    }

    private async Task<HttpResponseMessage> RequestAsync(Uri address, long have, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (have > 0)
        {
            request.Headers.Range = new RangeHeaderValue(have, null);
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }

    private static void RefuseExcess(KnownFile file, long received)
    {
        if (received > KnownFileContent.MostBytes(file))
        {
            throw new InvalidDataException($"the server sent more than {KnownFileContent.MostBytes(file)} bytes, which is not the file");
        }
    }
}
