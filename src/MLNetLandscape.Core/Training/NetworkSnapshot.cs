using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Core.Training;

/// <summary>A copy of a network's parameters and running statistics.</summary>
internal sealed class NetworkSnapshot<T>(Network<T> network) : IModelSnapshot
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] parameters = network.Parameters.ToArray();
    private readonly T[] state = network.State.ToArray();

    /// <summary>Whether the copy fits a network.</summary>
    public bool Fits(Network<T> other) => other.Parameters.Length == parameters.Length && other.State.Length == state.Length;

    /// <summary>Overwrites the copy.</summary>
    public void Take(Network<T> source)
    {
        source.Parameters.CopyTo(parameters);
        source.State.CopyTo(state);
    }

    /// <summary>Puts the copy back.</summary>
    public void Restore(Network<T> target)
    {
        parameters.CopyTo(target.Parameters);
        state.CopyTo(target.State);
    }

    /// <inheritdoc/>
    public void Save(Stream destination) => NumberStream.Write<T>(destination, parameters, state);

    /// <inheritdoc/>
    public void Load(Stream source) => NumberStream.Read<T>(source, parameters, state);
}
