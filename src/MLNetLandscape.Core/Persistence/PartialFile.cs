namespace MLNetLandscape.Core.Persistence;

/// <summary>Files that are not complete yet, under names that tell so.</summary>
internal static class PartialFile
{
    private const string Prefix = "incoming-";
    private const string Suffix = ".landscape-partial";

    /// <summary>How long after its last change a partial file is kept in any case: file systems exist that have no locks to tell whether it is in use.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>A path in a folder that no other writer has; its length does not depend on the file that it is to become.</summary>
    internal static string In(string folder) => Path.Join(folder, $"{Prefix}{Guid.NewGuid():N}{Suffix}");

    /// <summary>Deletes what killed writers left in a folder: partial files that have not changed for an hour and that no process has open.</summary>
    internal static void DeleteAbandoned(string folder)
    {
        DateTime now = DateTime.UtcNow;
        try
        {
            foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles($"{Prefix}*{Suffix}"))
            {
                if (now - file.LastWriteTimeUtc > Grace)
                {
                    DeleteUnlessOpen(file.FullName);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be listed keeps them; what its writer wanted is done.
        }
    }

    private static void DeleteUnlessOpen(string path)
    {
        try
        {
            // Its writer has it open for itself alone, so that this fails while it lives.
            new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // In use, another user's, or deleted by another writer just now.
        }
    }
}
