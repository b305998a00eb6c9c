using MLNetLandscape.Core.Data.Download;

namespace MLNetLandscape.Cli.Output;

/// <summary>Says which file is on its way, once a file.</summary>
internal sealed class DownloadDisplay(TextWriter messages) : IProgress<DownloadProgress>
{
    private string? shown;

    /// <inheritdoc/>
    public void Report(DownloadProgress value)
    {
        if (value.File != shown)
        {
            shown = value.File;
            messages.WriteLine(value.Total is long bytes ? $"Fetching {value.File}, {bytes} bytes" : $"Fetching {value.File}");
        }
    }
}
