namespace MLNetLandscape.Core.Data.Download;

/// <summary>How patient a download is.</summary>
public sealed record DownloadOptions
{
    /// <summary>Attempts at each address. Default 3: most interruptions pass, and a resumed attempt loses nothing.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>The wait before the second attempt, doubled for each further one. Default one second.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a server may be silent before an attempt counts as failed. Default 30 seconds.</summary>
    public TimeSpan SilenceLimit { get; init; } = TimeSpan.FromSeconds(30);
}
