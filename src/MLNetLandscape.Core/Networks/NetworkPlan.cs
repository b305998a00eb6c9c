using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Networks;

/// <summary>A validated definition: the layers that really run, their shapes, and where everything lies.</summary>
/// <remarks>With <see cref="LayerwiseNeurons"/> the layers that run are the definition's, every hidden dense layer wrapped in <see cref="WithExponentialUnit"/>.</remarks>
internal sealed class NetworkPlan
{
    private readonly int[] parameterOffsets;
    private readonly int[] stateOffsets;

    public NetworkPlan(NetworkDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        definition.Input.ThrowIfInvalid("Input");
        if (definition.Layers is null || definition.Layers.Count == 0)
        {
            throw new ArgumentException("Layers must have at least one layer, but was empty. For a linear model, pass one Dense layer of identity activation.", nameof(definition));
        }

        Definition = definition;
        Layers = definition.Neuron is LayerwiseNeurons neurons ? LayerwisePlan.Wrap(definition.Layers, neurons) : definition.Layers;
        InputShapes = new Shape[Layers.Count];
        parameterOffsets = new int[Layers.Count + 1];
        stateOffsets = new int[Layers.Count + 1];
        List<ParameterEntry> entries = [];
        Shape shape = definition.Input;
        int offset = 0;
        for (int i = 0; i < Layers.Count; i++)
        {
            InputShapes[i] = shape;
            parameterOffsets[i] = offset;
            shape = AddLayer(i, shape, entries, ref offset);
        }

        parameterOffsets[^1] = offset;
        OutputShape = shape;
        AddNeuron(entries, offset);
        Layout = new ParameterLayout(entries, stateOffsets[^1]);
    }

    public NetworkDefinition Definition { get; }

    /// <summary>The layers that run.</summary>
    public IReadOnlyList<LayerDefinition> Layers { get; }

    /// <summary>The shape that each layer reads.</summary>
    public Shape[] InputShapes { get; }

    /// <summary>The shape of the last layer's output.</summary>
    public Shape OutputShape { get; }

    public ParameterLayout Layout { get; }

    /// <summary>Where the parameters of the neuron beside the layers start.</summary>
    public int NeuronOffset => parameterOffsets[^1];

    /// <summary>Rows of a chunk whose activations, about 8 MB in single precision, stay in a cache: whole panels, 32 to 1024.</summary>
    public int ModestRows
    {
        get
        {
            const int Numbers = 1 << 21;
            long perRow = OutputShape.Size + InputShapes.Sum(shape => (long)shape.Size);
            return (int)Math.Clamp(Numbers / perRow / BatchTensor<float>.PanelWidth * BatchTensor<float>.PanelWidth, BatchTensor<float>.PanelWidth, 1024);
        }
    }

    /// <summary>Whether there is a neuron.</summary>
    public bool HasNeuron => Definition.Neuron is not null;

    /// <summary>The plan of the base network.</summary>
    public NetworkPlan WithoutNeuron() => new(Definition with { Neuron = null });

    /// <summary>The slice of a flat parameter vector that a layer owns.</summary>
    public Range Parameters(int layer) => parameterOffsets[layer]..parameterOffsets[layer + 1];

    /// <summary>The slice of the running statistics that a layer owns.</summary>
    public Range State(int layer) => stateOffsets[layer]..stateOffsets[layer + 1];

    private Shape AddLayer(int i, Shape input, List<ParameterEntry> entries, ref int offset)
    {
        LayerDefinition layer = Layers[i] ?? throw new ArgumentException($"Layers[{i}] must not be null. Remove it.");
        try
        {
            Shape output = layer.GetOutputShape(input);
            bool readsUnit = i > 0 && Layers[i - 1] is WithExponentialUnit;
            foreach (ParameterBlock block in layer.GetParameters(input))
            {
                entries.Add(new ParameterEntry(i, block, offset, readsUnit ? LayerwisePlan.ScaleColumn(block, input.Size) : -1));
                offset = checked(offset + block.Length);
            }

            stateOffsets[i + 1] = checked(stateOffsets[i] + layer.GetStateCount(input));
            return output;
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException($"Layers[{i}], {layer.GetType().Name}: {exception.Message}", exception);
        }
        catch (OverflowException exception)
        {
            throw new ArgumentException(
                $"Layers[{i}], {layer.GetType().Name}: with it the network has more than the {int.MaxValue} parameters that one may have. Use smaller layers.",
                exception);
        }
    }

    private void AddNeuron(List<ParameterEntry> entries, int offset)
    {
        int outputs = OutputShape.Size;
        int inputs = Definition.Input.Size;
        IEnumerable<ParameterBlock> blocks = Definition.Neuron switch
        {
            SkipNeuron or MonomialNeuron =>
            [
                new ParameterBlock("neuron.scale", ParameterRole.NeuronScale, outputs, 1),
                new ParameterBlock("neuron.weights", ParameterRole.NeuronWeight, outputs, inputs),
                new ParameterBlock("neuron.bias", ParameterRole.NeuronBias, outputs, 1),
            ],
            LossFactorNeuron =>
            [
                new ParameterBlock("neuron.scale", ParameterRole.NeuronScale, 1, 1),
                new ParameterBlock("neuron.bias", ParameterRole.NeuronBias, 1, 1),
            ],
            _ => [],
        };
        foreach (ParameterBlock block in blocks)
        {
            entries.Add(new ParameterEntry(ParameterEntry.Neuron, block, offset));
            offset = checked(offset + block.Length);
        }
    }
}
