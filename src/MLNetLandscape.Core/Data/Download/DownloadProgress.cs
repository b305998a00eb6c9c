namespace MLNetLandscape.Core.Data.Download;

/// <summary>How far the download of a file is.</summary>
/// <param name="File">The path of the file, relative to the folder of data sets.</param>
/// <param name="Received">Bytes at hand, those of an earlier attempt included.</param>
/// <param name="Total">Bytes in all, where the server says so.</param>
public sealed record DownloadProgress(string File, long Received, long? Total);
