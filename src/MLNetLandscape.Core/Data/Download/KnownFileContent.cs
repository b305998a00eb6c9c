using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Core.Data.Download;

/// <summary>Verifies and places the content of known files.</summary>
internal static class KnownFileContent
{
    /// <summary>The most bytes that an address may send: what is expected, and room for text around it.</summary>
    internal static long MostBytes(KnownFile file) => (2 * file.Length) + (1 << 16);

    /// <summary>Says why the file is not the known one, or null where it is.</summary>
    internal static string? FindFault(KnownFile file, string path)
    {
        try
        {
            using Stream content = Open(file, path);
            (string sha256, long length) = Digest(content, file.Length);
            return length > file.Length ? $"it must be {file.Length} bytes long ({file.Kind}), but is longer"
                : length < file.Length ? $"it must be {file.Length} bytes long ({file.Kind}), but is {length}"
                : sha256 != file.Sha256 ? $"its SHA-256 must be {file.Sha256} ({file.Kind}), but is {sha256}"
                : null;
        }
        catch (InvalidDataException failure)
        {
            return failure.Message;
        }
    }

    /// <summary>Puts a verified download in its place, in one step: nobody ever sees half a file.</summary>
    internal static void Place(KnownFile file, string download, string path)
    {
        if (file.Kind == KnownFileKind.BostonTable)
        {
            AtomicFile.WriteText(path, BostonTable.Normalize(ReadText(file, download)));
            File.Delete(download);
            return;
        }

        File.Move(download, path, overwrite: true);
    }

    private static Stream Open(KnownFile file, string path) => file.Kind switch
    {
        KnownFileKind.Gzip => new GZipStream(File.OpenRead(path), CompressionMode.Decompress),
        KnownFileKind.BostonTable => new MemoryStream(Encoding.UTF8.GetBytes(BostonTable.Normalize(ReadText(file, path)))),
        _ => File.OpenRead(path),
    };

    private static string ReadText(KnownFile file, string path) => new FileInfo(path).Length <= MostBytes(file)
        ? File.ReadAllText(path)
        : throw new InvalidDataException($"it must be at most {MostBytes(file)} bytes long, but is longer");

    /// <summary>The checksum of the content up to one byte beyond the expected length: what is longer is wrong, however long it is.</summary>
    private static (string Sha256, long Length) Digest(Stream content, long expected)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        for (int read; length <= expected && (read = content.Read(buffer)) > 0; length += read)
        {
            hash.AppendData(buffer.AsSpan(0, read));
        }

        return (Convert.ToHexStringLower(hash.GetHashAndReset()), length);
    }
}
