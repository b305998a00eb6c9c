using MLNetLandscape.Core.Training;
using MLNetLandscape.TorchSharp.Persistence;

namespace MLNetLandscape.TorchSharp.Training;

/// <summary>A copy of a module's parameters and buffers.</summary>
internal sealed class TorchSnapshot(torch.nn.Module module) : IModelSnapshot
{
    private ModuleState state = ModuleState.Of(module);

    /// <summary>Whether the copy is of this module.</summary>
    public bool Fits(torch.nn.Module other) => ReferenceEquals(module, other);

    /// <summary>Overwrites the copy.</summary>
    public void Take() => state = ModuleState.Of(module);

    /// <summary>Puts the copy back.</summary>
    public void Restore() => state.CopyTo(module);

    /// <inheritdoc/>
    public void Save(Stream destination) => state.Write(destination);

    /// <inheritdoc/>
    public void Load(Stream source)
    {
        ModuleState read = ModuleState.Read(source);
        read.Check(module);
        state = read;
    }
}
