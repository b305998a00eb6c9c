namespace MLNetLandscape.Core.Data.Download;

/// <summary>A public data set that can be fetched by name.</summary>
public sealed record KnownDataset
{
    /// <summary>The name to ask for it by.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required string Description { get; init; }

    /// <summary>Whose it is and under which terms.</summary>
    public required string Licence { get; init; }

    /// <summary>Its files.</summary>
    public required IReadOnlyList<KnownFile> Files { get; init; }
}
