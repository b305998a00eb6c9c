namespace MLNetLandscape.Core.Studies;

/// <summary>Data by the hash of their content: what is read under a hash is what was put there, or an error. Safe for several threads.</summary>
public interface IDataStore
{
    /// <summary>Keeps the rest of a stream; what is there already is not kept twice.</summary>
    /// <returns>Its name.</returns>
    /// <exception cref="IOException">The store cannot be written.</exception>
    ContentHash Put(Stream content);

    /// <summary>Whether the store holds content of this hash, without verifying it.</summary>
    bool Contains(ContentHash hash);

    /// <summary>Opens content, verified against its hash.</summary>
    /// <exception cref="DataStoreException">The content is missing or is not what its hash says.</exception>
    Stream Open(ContentHash hash);
}
