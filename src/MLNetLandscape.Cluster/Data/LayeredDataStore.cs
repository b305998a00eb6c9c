using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster.Data;

/// <summary>A store before another: it takes what is put, and what it does not hold is looked for in the other.</summary>
/// <param name="first">Such as a shared folder.</param>
/// <param name="second">Such as the database.</param>
public sealed class LayeredDataStore(IDataStore first, IDataStore second) : IDataStore
{
    /// <inheritdoc/>
    public ContentHash Put(Stream content) => first.Put(content);

    /// <inheritdoc/>
    public bool Contains(ContentHash hash) => first.Contains(hash) || second.Contains(hash);

    /// <inheritdoc/>
    public Stream Open(ContentHash hash) => first.Contains(hash) ? first.Open(hash) : second.Open(hash);
}
