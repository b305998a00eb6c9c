using System.Text.Json;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.TorchSharp.Factories;

/// <summary>Modules from a factory.</summary>
/// <param name="factory">The factory.</param>
/// <param name="text">Its name and settings, as they are saved.</param>
internal sealed class FactorySource(ITorchModuleFactory factory, ModuleFactoryText text) : ModuleSource
{
    public ITorchModuleFactory Factory => factory;

    public ModuleFactoryText Text => text;

    public override string Description => JsonSerializer.Serialize(Text, JsonFormat.Compact);

    public override TensorModule Create(long seed) => ModuleFactoryTypes.CreateModule(factory, seed);

    public override void CheckReturns(TensorModule module, long seed) => FactoryRoundTrip.CheckModule(factory, text.Settings, module, seed);
}
