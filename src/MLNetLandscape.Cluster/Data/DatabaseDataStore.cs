using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster.Data;

/// <summary>Small data sets in the cluster's database: nothing else needs to be shared between the machines.</summary>
/// <param name="cluster">The database.</param>
public sealed class DatabaseDataStore(ClusterConnection cluster) : IDataStore
{
    /// <summary>The most bytes of one content: 64 MiB. Larger data belong in a shared folder, which workers read without burdening the database.</summary>
    public const int MostBytes = 1 << 26;

    private const int PartBytes = 1 << 20;

    /// <inheritdoc/>
    /// <exception cref="ClusterException">The database cannot be reached, or the content is too large for it.</exception>
    public ContentHash Put(Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        byte[] bytes = ReadAll(content);
        ContentHash hash = ContentHash.Of(bytes);
        if (Contains(hash))
        {
            return hash;
        }

        return ClusterTransaction.Run(cluster, connection =>
        {
            for (int part = 0; part == 0 || part * PartBytes < bytes.Length; part++)
            {
                connection.Execute(
                    "INSERT INTO landscape.data (hash, part, content) VALUES (@hash, @part, @content) ON CONFLICT DO NOTHING",
                    ("hash", hash.Hex), ("part", part), ("content", bytes.AsMemory(part * PartBytes, Math.Min(PartBytes, bytes.Length - (part * PartBytes))).ToArray()));
            }

            return hash;
        });
    }

    /// <inheritdoc/>
    public bool Contains(ContentHash hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return ClusterTransaction.Run(
            cluster, connection => connection.Query("SELECT 1 FROM landscape.data WHERE hash = @hash LIMIT 1", _ => true, ("hash", hash.Hex)).Count > 0);
    }

    /// <inheritdoc/>
    public Stream Open(ContentHash hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        byte[][] parts = [.. ClusterTransaction.Run(cluster, connection => connection.Query(
            "SELECT content FROM landscape.data WHERE hash = @hash ORDER BY part", reader => reader.GetFieldValue<byte[]>(0), ("hash", hash.Hex)))];
        string store = $"the database {cluster.Name}";
        if (parts.Length == 0)
        {
            throw DataStoreException.Missing(hash, store);
        }

        byte[] content = [.. parts.SelectMany(part => part)];
        ContentHash actual = ContentHash.Of(content);
        return actual == hash ? new MemoryStream(content, writable: false) : throw DataStoreException.Damaged(hash, actual, store);
    }

    private static byte[] ReadAll(Stream content)
    {
        using MemoryStream copy = new();
        byte[] buffer = new byte[PartBytes];
        for (int read = content.Read(buffer); read > 0; read = content.Read(buffer))
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > MostBytes)
            {
                throw new ClusterException($"Data in the database must have at most {MostBytes} bytes, but these have more. Name a folder that all machines share by --store.");
            }
        }

        return copy.ToArray();
    }
}
