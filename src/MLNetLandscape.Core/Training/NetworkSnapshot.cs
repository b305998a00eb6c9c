using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Core.Training;

/// <summary>A copy of a network's parameters and running statistics.</summary>
internal sealed class NetworkSnapshot(Network<float> network) : IModelSnapshot
{
    private readonly float[] parameters = network.Parameters.ToArray();
    private readonly float[] state = network.State.ToArray();

    /// <summary>Whether the copy fits a network.</summary>
    public bool Fits(Network<float> other) => other.Parameters.Length == parameters.Length && other.State.Length == state.Length;

    /// <summary>Overwrites the copy.</summary>
    public void Take(Network<float> source)
    {
        source.Parameters.CopyTo(parameters);
        source.State.CopyTo(state);
    }

    /// <summary>Puts the copy back.</summary>
    public void Restore(Network<float> target)
    {
        parameters.CopyTo(target.Parameters);
        state.CopyTo(target.State);
    }

    /// <inheritdoc/>
    public void Save(Stream destination) => NumberStream.Write(destination, parameters, state);

    /// <inheritdoc/>
    public void Load(Stream source) => NumberStream.Read(source, parameters, state);
}
