using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Core.Training;

/// <summary>A copy of a network's parameters and running statistics.</summary>
internal sealed class NetworkSnapshot<T>(Network<T> network) : IModelSnapshot
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] parameters = network.Parameters.ToArray();
    private readonly T[] state = network.State.ToArray();

    /// <summary>A copy of a network as it is now, in the memory of an earlier one where that fits.</summary>
    public static NetworkSnapshot<T> Of(Network<T> source, IModelSnapshot? reuse)
    {
        if (reuse is NetworkSnapshot<T> snapshot && snapshot.Fits(source))
        {
            snapshot.Take(source);
            return snapshot;
        }

        return new NetworkSnapshot<T>(source);
    }

    /// <summary>Puts a copy back into a network that it was taken from, or one like it.</summary>
    /// <exception cref="ArgumentException">It is of another network.</exception>
    public static void Restore(IModelSnapshot snapshot, Network<T> target)
    {
        if (snapshot is not NetworkSnapshot<T> copy || !copy.Fits(target))
        {
            throw new ArgumentException("The snapshot must have been taken from an engine of the same network.", nameof(snapshot));
        }

        copy.parameters.CopyTo(target.Parameters);
        copy.state.CopyTo(target.State);
    }

    /// <inheritdoc/>
    public void Save(Stream destination) => NumberStream.Write<T>(destination, parameters, state);

    /// <inheritdoc/>
    public void Load(Stream source) => NumberStream.Read<T>(source, parameters, state);

    private bool Fits(Network<T> other) => other.Parameters.Length == parameters.Length && other.State.Length == state.Length;

    private void Take(Network<T> source)
    {
        source.Parameters.CopyTo(parameters);
        source.State.CopyTo(state);
    }
}
