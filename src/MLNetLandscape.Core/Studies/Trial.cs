using System.Text.Json;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Core.Studies;

/// <summary>One unit of work of a study: all that its result depends on, as plain data that any process can carry out.</summary>
public sealed record Trial
{
    /// <summary>What tells it from the study's other trials, 1 to 200 characters; results are found by it.</summary>
    public required string Key { get; init; }

    /// <summary>The name of the <see cref="ITrialType"/> that runs it.</summary>
    public required string Type { get; init; }

    /// <summary>What the type is told, in the type's own shape.</summary>
    public required JsonElement Settings { get; init; }

    /// <summary>What every random number of the trial derives from.</summary>
    public long Seed { get; init; }

    /// <summary>The data that it reads: the type's name for them, and the hash of their content.</summary>
    public IReadOnlyDictionary<string, ContentHash> Data { get; init; } = new Dictionary<string, ContentHash>();

    /// <summary>The hash of all of the above: equal where trials would compute the same under the same key.</summary>
    public ContentHash Fingerprint() => ContentHash.Of(Canonical());

    /// <summary>The trial as JSON that does not depend on the order in which its data were named.</summary>
    internal byte[] Canonical() => JsonSerializer.SerializeToUtf8Bytes(
        this with { Data = new SortedDictionary<string, ContentHash>(Data.ToDictionary(), StringComparer.Ordinal) }, JsonFormat.Compact);
}
