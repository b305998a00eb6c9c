using System.Text.Json;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.TorchSharp.Factories;

/// <summary>Modules from a factory.</summary>
internal sealed class FactorySource(ITorchModuleFactory factory) : ModuleSource
{
    public ITorchModuleFactory Factory => factory;

    public ModuleFactoryText Text { get; } = ModuleFactoryTypes.Describe(factory);

    public override string Description => JsonSerializer.Serialize(Text, JsonFormat.Compact);

    public override TensorModule Create(long seed) => ModuleFactoryTypes.CreateModule(factory, seed);
}
