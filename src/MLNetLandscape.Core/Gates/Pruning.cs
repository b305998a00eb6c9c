using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Gates;

/// <summary>Takes closed units out of a network, layer by layer.</summary>
internal sealed class Pruning<T>(Network<T> network)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<LayerDefinition> layers = [];
    private readonly List<T> parameters = [];
    private readonly List<T> state = [];

    /// <summary>The channels of the layer at work's input that stay, in order.</summary>
    private int[] kept = [];

    /// <summary>Whether the one channel that stays stands for a layer whose units are all closed.</summary>
    private bool isSilent;

    private Shape Shape { get; set; }

    /// <summary>Walks through the layers.</summary>
    internal Network<T> Run()
    {
        Shape = network.Definition.Input;
        kept = All(Shape.Channels);
        for (int i = 0; i < network.Definition.Layers.Count; i++)
        {
            Add(i, network.Definition.Layers[i]);
            Shape = network.Definition.Layers[i].GetOutputShape(Shape);
        }

        parameters.AddRange(network.Parameters[network.Plan.NeuronOffset..]);
        return Network<T>.FromParameters(network.Definition with { Layers = layers }, [.. parameters], [.. state]);
    }

    private static int[] All(int count) => [.. Enumerable.Range(0, count)];

    private void Add(int index, LayerDefinition layer)
    {
        switch (layer)
        {
            case Dense dense:
                AddUnits(index, dense with { Units = Survivors(index, dense.Units).Length }, dense.Units, 1);
                break;
            case Convolution2D convolution:
                AddUnits(
                    index,
                    convolution with { Filters = Survivors(index, convolution.Filters).Length },
                    convolution.Filters,
                    convolution.KernelHeight * convolution.KernelWidth);
                break;
            case BatchNormalization when index > 0 && FollowsUnits(index):
                AddNormalization(index, layer);
                break;
            case Gate when index > 0 && FollowsUnits(index):
                CheckGates(index);
                break;
            case Gate:
                throw new ArgumentException(
                    $"Layers[{index}] is a gate that does not lie behind a dense or convolutional layer, so no units go with it. Use GatedNetwork.Insert.");
            case Flatten:
                layers.Add(layer);
                int places = Shape.Height * Shape.Width;
                kept = [.. kept.SelectMany(c => Enumerable.Range(c * places, places))];
                break;
            case Dropout or MaxPooling2D:
                layers.Add(layer);
                break;
            default:
                AddWhole(index, layer);
                break;
        }
    }

    /// <summary>Keeps the rows of the layer's surviving units and the columns of the surviving inputs.</summary>
    private void AddUnits(int index, LayerDefinition pruned, int units, int taps)
    {
        ReadOnlySpan<T> block = network.Parameters[network.Plan.Parameters(index)];
        int columns = Shape.Channels * taps;
        int[] survivors = Survivors(index, units);
        foreach (int unit in survivors)
        {
            foreach (int channel in kept)
            {
                for (int tap = 0; tap < taps; tap++)
                {
                    parameters.Add(isSilent ? T.Zero : block[(unit * columns) + (channel * taps) + tap]);
                }
            }
        }

        foreach (int unit in survivors)
        {
            parameters.Add(block[(units * columns) + unit]);
        }

        layers.Add(pruned);
        isSilent = IsSilent(index);
        kept = survivors;
    }

    private void AddNormalization(int index, LayerDefinition layer)
    {
        Pick(network.Parameters[network.Plan.Parameters(index)], parameters);
        Pick(network.State[network.Plan.State(index)], state);
        layers.Add(layer);

        void Pick(ReadOnlySpan<T> pair, List<T> target)
        {
            for (int half = 0; half < 2; half++)
            {
                foreach (int channel in kept)
                {
                    target.Add(pair[(half * Shape.Channels) + channel]);
                }
            }
        }
    }

    private void AddWhole(int index, LayerDefinition layer)
    {
        if (isSilent || kept.Length < Shape.Channels)
        {
            throw new ArgumentException(
                $"Layers[{index}], {layer.GetType().Name}, reads units that are closed, and cannot be made smaller. Open the gates before it, or keep the network with its gates.");
        }

        parameters.AddRange(network.Parameters[network.Plan.Parameters(index)]);
        state.AddRange(network.State[network.Plan.State(index)]);
        layers.Add(layer);
        kept = All(layer.GetOutputShape(Shape).Channels);
    }

    private void CheckGates(int index)
    {
        foreach (T gate in network.State[network.Plan.State(index)])
        {
            if (gate != T.Zero && gate != T.One)
            {
                throw new ArgumentException($"Every gate of Layers[{index}] must be 0 or 1, but one is {gate}. Write a chromosome into the network.");
            }
        }
    }

    /// <summary>Whether the layer lies behind units, with normalizations in between at most.</summary>
    private bool FollowsUnits(int index)
    {
        int before = index - 1;
        while (before > 0 && network.Definition.Layers[before] is BatchNormalization)
        {
            before--;
        }

        return GatedNetwork.HasUnits(network.Definition.Layers[before]);
    }

    private int[] Survivors(int index, int units)
    {
        int[] open = Open(index, units);
        return open.Length == 0 ? [0] : open;
    }

    private bool IsSilent(int index) => GateOf(index) is int gate && !network.State[network.Plan.State(gate)].ContainsAnyExcept(T.Zero);

    private int[] Open(int index, int units)
    {
        if (GateOf(index) is not int gate)
        {
            return All(units);
        }

        T[] gates = network.State[network.Plan.State(gate)].ToArray();
        return [.. All(units).Where(unit => !T.IsZero(gates[unit]))];
    }

    /// <summary>The gate behind the layer, with normalizations in between at most; null without.</summary>
    private int? GateOf(int index)
    {
        int next = index + 1;
        while (next < network.Definition.Layers.Count && network.Definition.Layers[next] is BatchNormalization)
        {
            next++;
        }

        return next < network.Definition.Layers.Count && network.Definition.Layers[next] is Gate ? next : null;
    }
}
