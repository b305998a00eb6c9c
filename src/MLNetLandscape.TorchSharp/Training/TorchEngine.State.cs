using System.Text;
using MLNetLandscape.Core.Training;
using MLNetLandscape.TorchSharp.Persistence;

namespace MLNetLandscape.TorchSharp.Training;

/// <content>Saving, loading and snapshots.</content>
public sealed partial class TorchEngine
{
    /// <inheritdoc/>
    public void Save(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ModuleState.Of(Module).Write(destination);
        using BinaryWriter writer = new(destination, Encoding.UTF8, leaveOpen: true);
        update.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(Stream source)
    {
        ArgumentNullException.ThrowIfNull(source);
        ModuleState state = ModuleState.Read(source);
        state.Check(Module);
        using BinaryReader reader = new(source, Encoding.UTF8, leaveOpen: true);
        try
        {
            Action putOptimizerBack = update.Read(reader);
            state.CopyTo(Module);
            putOptimizerBack();
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("The state ends within the optimizer's: it was cut off.", exception);
        }
    }

    /// <inheritdoc/>
    public IModelSnapshot Snapshot(IModelSnapshot? reuse = null)
    {
        if (reuse is TorchSnapshot snapshot && snapshot.Fits(Module))
        {
            snapshot.Take();
            return snapshot;
        }

        return new TorchSnapshot(Module);
    }

    /// <inheritdoc/>
    public void Restore(IModelSnapshot snapshot)
    {
        if (snapshot is not TorchSnapshot copy || !copy.Fits(Module))
        {
            throw new ArgumentException("The snapshot must have been taken from an engine of the same module.", nameof(snapshot));
        }

        copy.Restore();
    }
}
