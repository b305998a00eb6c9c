using Microsoft.ML.Transforms;

namespace MLNetLandscape.Persistence.Mappings;

/// <summary>Emits the constant key 1.</summary>
[CustomMappingFactoryAttribute(Contracts.Key)]
internal sealed class KeyMapping : CustomMappingFactory<NoColumns, KeyColumn>
{
    /// <summary>The constant.</summary>
    public const uint Key = 1;

    public override Action<NoColumns, KeyColumn> GetMapping() => (_, output) => output.Key = Key;
}
