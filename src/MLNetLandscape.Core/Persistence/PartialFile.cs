namespace MLNetLandscape.Core.Persistence;

/// <summary>Names for files that are not complete yet.</summary>
internal static class PartialFile
{
    /// <summary>A path in a folder that no other writer has; its length does not depend on the file that it is to become.</summary>
    internal static string In(string? folder) => Path.Join(folder, $"incoming-{Guid.NewGuid():N}.landscape-partial");
}
