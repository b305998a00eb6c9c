namespace MLNetLandscape.Core.Data.Download;

/// <summary>A file of a known data set.</summary>
public sealed record KnownFile
{
    /// <summary>Where it is kept, relative to the folder of data sets, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>What is at the addresses.</summary>
    public required KnownFileKind Kind { get; init; }

    /// <summary>The SHA-256 that <see cref="Kind"/> speaks of, in lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The length in bytes of what the checksum is taken of.</summary>
    public required long Length { get; init; }

    /// <summary>Where to get it, in order of preference; none for a file that comes with the library.</summary>
    public IReadOnlyList<Uri> Addresses { get; init; } = [];
}
