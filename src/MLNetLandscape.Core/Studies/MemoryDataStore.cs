using System.Collections.Concurrent;

namespace MLNetLandscape.Core.Studies;

/// <summary>Data in memory, for studies that stay in this process.</summary>
public sealed class MemoryDataStore : IDataStore
{
    private readonly ConcurrentDictionary<ContentHash, byte[]> contents = new();

    /// <inheritdoc/>
    public ContentHash Put(Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        using MemoryStream copy = new();
        content.CopyTo(copy);
        byte[] bytes = copy.ToArray();
        ContentHash hash = ContentHash.Of(bytes);
        contents.TryAdd(hash, bytes);
        return hash;
    }

    /// <inheritdoc/>
    public bool Contains(ContentHash hash) => contents.ContainsKey(hash);

    /// <inheritdoc/>
    public Stream Open(ContentHash hash) => contents.TryGetValue(hash, out byte[]? bytes)
        ? new MemoryStream(bytes, writable: false)
        : throw DataStoreException.Missing(hash, "memory");
}
