using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;

namespace MLNetLandscape.Core.Gates;

/// <summary>Puts gates into a network, opens and closes them, and takes closed units away.</summary>
/// <remarks>
/// A network with gates has the parameters of the base network, number by number, so that all its sub-networks share their weights; which one it is, is in its state. With
/// all gates open it computes the base network's bits, forward and backward.
/// </remarks>
public static class GatedNetwork
{
    /// <summary>The definition with a <see cref="Gate"/> behind every dense and convolutional layer but the last; behind its batch normalization, where it has one.</summary>
    /// <exception cref="ArgumentException">There is no hidden dense or convolutional layer, there are gates already, or the network has layerwise neurons.</exception>
    public static NetworkDefinition Insert(NetworkDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (definition.Neuron is LayerwiseNeurons)
        {
            throw new ArgumentException(
                "Gates go behind plain layers, but the network has LayerwiseNeurons. Take them away with Network.Stripped first.", nameof(definition));
        }

        if (definition.Layers.Any(layer => layer is Gate))
        {
            throw new ArgumentException("The network has gates already. Insert them once.", nameof(definition));
        }

        int last = definition.Layers.Count - 1;
        while (last >= 0 && !HasUnits(definition.Layers[last]))
        {
            last--;
        }

        List<LayerDefinition> layers = [];
        bool pending = false;
        for (int i = 0; i < definition.Layers.Count; i++)
        {
            LayerDefinition layer = definition.Layers[i];
            if (pending && layer is not BatchNormalization)
            {
                layers.Add(new Gate());
                pending = false;
            }

            layers.Add(layer);
            pending |= i < last && HasUnits(layer);
        }

        return layers.Count > definition.Layers.Count
            ? definition with { Layers = layers }
            : throw new ArgumentException(
                "Gates go behind hidden dense and convolutional layers, but the network has none. Give it a hidden layer.", nameof(definition));
    }

    /// <summary>The network with gates, all open, and with parameters and statistics copied.</summary>
    /// <exception cref="ArgumentException">As <see cref="Insert(NetworkDefinition)"/>.</exception>
    public static Network<T> Insert<T>(Network<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        NetworkDefinition definition = Insert(network.Definition);
        T[] state = new T[ParameterLayout.Of(definition).StateCount];
        Network<T> gated = Network<T>.FromParameters(definition, network.Parameters, state);
        int plain = 0;
        for (int i = 0; i < definition.Layers.Count; i++)
        {
            Span<T> target = gated.State[gated.Plan.State(i)];
            if (definition.Layers[i] is Gate)
            {
                target.Fill(T.One);
            }
            else
            {
                network.State[network.Plan.State(plain++)].CopyTo(target);
            }
        }

        return gated;
    }

    /// <summary>The gates of a network.</summary>
    /// <exception cref="ArgumentException">The network has none.</exception>
    public static Chromosome Read<T>(Network<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        List<bool> genes = [];
        foreach (Range range in GateRanges(network))
        {
            foreach (T gate in network.State[range])
            {
                genes.Add(!T.IsZero(gate));
            }
        }

        return Chromosome.Of([.. genes]);
    }

    /// <summary>Opens and closes the gates of a network.</summary>
    /// <exception cref="ArgumentException">The chromosome has another number of genes than the network gates.</exception>
    public static void Write<T>(Network<T> network, Chromosome chromosome)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(chromosome);
        int count = CountGates(network);
        if (chromosome.Count != count)
        {
            throw new ArgumentException(
                $"The network has {count} gates, but the chromosome has {chromosome.Count} genes. Use chromosomes of this network.", nameof(chromosome));
        }

        int gene = 0;
        foreach (Range range in GateRanges(network))
        {
            foreach (ref T gate in network.State[range])
            {
                gate = chromosome.Genes[gene++] ? T.One : T.Zero;
            }
        }
    }

    /// <summary>An ordinary network without gates and without the units behind closed ones, with equal predictions.</summary>
    /// <remarks>
    /// Where all units of a layer are closed, one stays with weights of zero behind it. The sums run in the same order without the zero terms, so predictions are equal
    /// bit for bit for dense layers.
    /// </remarks>
    /// <exception cref="ArgumentException">A gate does not lie behind a dense or convolutional layer, or a layer that mixes or shifts channels reads closed units.</exception>
    public static Network<T> Prune<T>(Network<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        return new Pruning<T>(network).Run();
    }

    /// <summary>Whether a layer has units that a gate can close.</summary>
    internal static bool HasUnits(LayerDefinition layer) => layer is Dense or Convolution2D;

    /// <summary>The gates of a network, 0 where it has none.</summary>
    internal static int CountGates<T>(Network<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        GateRanges(network).Sum(range => range.End.Value - range.Start.Value);

    private static IEnumerable<Range> GateRanges<T>(Network<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Enumerable.Range(0, network.Plan.Layers.Count).Where(i => network.Plan.Layers[i] is Gate).Select(network.Plan.State);
}
