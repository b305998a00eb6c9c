using Microsoft.ML.Transforms;
using MLNetLandscape.Persistence.Mappings;

namespace MLNetLandscape.TorchSharp.Persistence;

/// <summary>The first step of a saved pipeline with a module: it emits the constant key, and makes known how to decode what the pipeline carries.</summary>
/// <remarks>ML.NET finds it by its contract name in this assembly, which it loads for that. It creates nothing of what a file names.</remarks>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class TorchKeyMapping : CustomMappingFactory<NoColumns, KeyColumn>
{
    /// <summary>The contract name. The number is the format's version: a change of meaning takes a new one.</summary>
    public const string Contract = "MLNetLandscape.TorchSharp.Key.1";

    public override Action<NoColumns, KeyColumn> GetMapping()
    {
        TorchPayload.Instance.Register();
        return (_, output) => output.Key = KeyMapping.Key;
    }
}
