using System.Security.Cryptography;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Core.Studies;

/// <summary>Data as files of a folder, which several processes and machines may share. A file's name is the hash of its content.</summary>
/// <remarks>Content is written under another name and renamed when it is complete, so that no reader meets a part of it.</remarks>
public sealed class FolderDataStore : IDataStore
{
    private const int BufferSize = 1 << 16;
    private readonly string folder;

    /// <summary>A store in a folder, which is created where it does not exist.</summary>
    /// <exception cref="IOException">The folder cannot be created.</exception>
    public FolderDataStore(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        this.folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(this.folder);
        PartialFile.DeleteAbandoned(this.folder);
    }

    /// <inheritdoc/>
    public ContentHash Put(Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        string temporary = PartialFile.In(folder);
        try
        {
            ContentHash hash = Copy(content, temporary);
            File.Move(temporary, PathOf(hash), overwrite: true);
            return hash;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <inheritdoc/>
    public bool Contains(ContentHash hash) => File.Exists(PathOf(hash));

    /// <inheritdoc/>
    public Stream Open(ContentHash hash)
    {
        FileStream file;
        try
        {
            file = new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw DataStoreException.Missing(hash, $"the folder '{folder}'");
        }

        ContentHash actual = ContentHash.Of(file);
        if (actual != hash)
        {
            file.Dispose();
            throw DataStoreException.Damaged(hash, actual, $"the folder '{folder}'");
        }

        file.Position = 0;
        return file;
    }

    private static ContentHash Copy(Stream content, string path)
    {
        using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[BufferSize];
        for (int read = content.Read(buffer); read > 0; read = content.Read(buffer))
        {
            hash.AppendData(buffer, 0, read);
            file.Write(buffer, 0, read);
        }

        file.Flush(flushToDisk: true);
        return ContentHash.FromDigest(hash.GetHashAndReset());
    }

    private string PathOf(ContentHash hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return Path.Combine(folder, hash.Hex);
    }
}
