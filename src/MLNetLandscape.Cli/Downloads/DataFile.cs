namespace MLNetLandscape.Cli.Downloads;

/// <summary>A file of a data set: its name, its size, its SHA-256, and where it can be fetched.</summary>
/// <param name="Name">The name it gets.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">The checksum, in lower-case hexadecimal digits.</param>
/// <param name="Sources">Addresses, tried in order.</param>
internal sealed record DataFile(string Name, long Length, string Sha256, IReadOnlyList<Uri> Sources);
