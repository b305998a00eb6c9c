using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace MLNetLandscape.Core.Studies;

/// <summary>The SHA-256 of some bytes, which names them: 64 lower-case hexadecimal digits.</summary>
[JsonConverter(typeof(ContentHashJsonConverter))]
public sealed record ContentHash
{
    private const int Digits = 64;

    private ContentHash(string hex) => Hex = hex;

    /// <summary>The digits.</summary>
    public string Hex { get; }

    /// <summary>The hash of some bytes.</summary>
    public static ContentHash Of(ReadOnlySpan<byte> content) => FromDigest(SHA256.HashData(content));

    /// <summary>The hash of the rest of a stream.</summary>
    public static ContentHash Of(Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return FromDigest(SHA256.HashData(content));
    }

    /// <summary>Reads 64 lower-case hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text is not that.</exception>
    public static ContentHash Parse(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        return hex.Length == Digits && hex.All(char.IsAsciiHexDigitLower)
            ? new ContentHash(hex)
            : throw new FormatException($"A content hash must be {Digits} digits 0-9a-f, the SHA-256 of the content, but was '{hex}'.");
    }

    /// <inheritdoc/>
    public override string ToString() => Hex;

    /// <summary>A digest that an incremental hash computed.</summary>
    internal static ContentHash FromDigest(ReadOnlySpan<byte> digest) => new(Convert.ToHexStringLower(digest));
}
