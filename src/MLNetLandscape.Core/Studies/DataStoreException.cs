namespace MLNetLandscape.Core.Studies;

/// <summary>A data store does not hold what was asked for, or holds something else under its name.</summary>
public sealed class DataStoreException : IOException
{
    /// <summary>An exception with a message.</summary>
    public DataStoreException(string message)
        : base(message)
    {
    }

    /// <summary>The content is not in the store.</summary>
    /// <param name="hash">What was asked for.</param>
    /// <param name="store">The store, for the reader.</param>
    public static DataStoreException Missing(ContentHash hash, string store) =>
        new($"The data {hash} are not in {store}. Put them there, or point to the store that the study was submitted with.");

    /// <summary>The content is damaged.</summary>
    /// <param name="hash">What was asked for.</param>
    /// <param name="actual">The hash of what is there.</param>
    /// <param name="store">The store, for the reader.</param>
    public static DataStoreException Damaged(ContentHash hash, ContentHash actual, string store) =>
        new($"The data {hash} in {store} are damaged: their SHA-256 is {actual}. Remove them there and put them anew.");
}
