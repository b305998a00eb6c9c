using MLNetLandscape.TorchSharp.Factories;
using MLNetLandscape.TorchSharp.Persistence;

namespace MLNetLandscape.TorchSharp.Models;

/// <summary>A trained module in managed memory: all that is needed to create it again.</summary>
internal sealed record TorchModelParts
{
    public required ModuleSource Source { get; init; }

    public required ModuleState State { get; init; }

    /// <summary>The shape of a row.</summary>
    public required IReadOnlyList<long> FeatureShape { get; init; }

    public required int Outputs { get; init; }

    /// <summary>Where scoring computes. Not saved: a loaded model computes on the processor.</summary>
    public required Device Device { get; init; }

    /// <summary>A new module with the trained numbers, on the processor, in inference mode.</summary>
    /// <exception cref="InvalidDataException">The numbers do not fit the module; the message says which.</exception>
    public TensorModule CreateModule()
    {
        TensorModule module = Source.Create(seed: 0);
        try
        {
            State.CopyTo(module);
            module.eval();
            return module;
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }
}
