using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Networks;

/// <summary>A network: its definition, its parameters in one flat vector, and its running statistics.</summary>
/// <remarks>Holds numbers only; <see cref="Predictor{T}"/> and training engines compute with them, several at a time if they only read.</remarks>
/// <typeparam name="T">Single for training, double for analysis.</typeparam>
public sealed class Network<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> parameters;
    private readonly T[] state;

    private Network(NetworkPlan plan)
    {
        Plan = plan;
        parameters = new AlignedBuffer<T>(plan.Layout.Count);
        state = new T[plan.Layout.StateCount];
    }

    /// <summary>What the network is.</summary>
    public NetworkDefinition Definition => Plan.Definition;

    /// <summary>Where its parameters lie.</summary>
    public ParameterLayout Layout => Plan.Layout;

    /// <summary>All parameters, to read and to write.</summary>
    public Span<T> Parameters => parameters.Span;

    /// <summary>All running statistics, to read and to write.</summary>
    public Span<T> State => state;

    /// <summary>Features of a row of input.</summary>
    public int InputSize => Definition.Input.Size;

    /// <summary>Outputs, K.</summary>
    public int OutputSize => Plan.OutputShape.Size;

    internal NetworkPlan Plan { get; }

    /// <summary>The loss factor at the present parameters; null in a network without one.</summary>
    internal LossFactor? LossFactor => Definition.Neuron is LossFactorNeuron neuron
        ? new LossFactor(
            double.CreateTruncating(Parameters[Plan.NeuronOffset]), double.CreateTruncating(Parameters[Plan.NeuronOffset + 1]), neuron.MaximumExponent)
        : null;

    /// <summary>A network with the initial parameters of <paramref name="seed"/>.</summary>
    /// <remarks>
    /// Each layer draws from a stream of its own, and so does the neuron. So a network with a neuron and the same network without one start from
    /// identical base parameters, which is what makes a comparison of the two fair.
    /// </remarks>
    /// <exception cref="ArgumentException">The definition is invalid; the message names the layer.</exception>
    public static Network<T> Create(NetworkDefinition definition, long seed)
    {
        NetworkPlan plan = new(definition);
        Network<T> stripped = new(plan.HasNeuron ? plan.WithoutNeuron() : plan);
        RandomSource layers = new RandomSource(seed).Split(RandomPurpose.Initialization);
        for (int i = 0; i < stripped.Plan.Layers.Count; i++)
        {
            stripped.Plan.Layers[i].Initialize(
                stripped.Plan.InputShapes[i],
                stripped.Parameters[stripped.Plan.Parameters(i)],
                stripped.State[stripped.Plan.State(i)],
                layers.Split(RandomPurpose.Layer, i));
        }

        if (!plan.HasNeuron)
        {
            return stripped;
        }

        Network<T> network = new(plan);
        NeuronSurgery.Implant<T>(plan, stripped.Plan, stripped.Parameters, network.Parameters);
        stripped.State.CopyTo(network.State);
        NeuronInitializer.Fill(plan, network.Parameters, new RandomSource(seed).Split(RandomPurpose.Neuron));
        return network;
    }

    /// <summary>A network with given parameters and running statistics, both copied.</summary>
    /// <exception cref="ArgumentException">The definition is invalid, or a length does not fit.</exception>
    public static Network<T> FromParameters(NetworkDefinition definition, ReadOnlySpan<T> parameters, ReadOnlySpan<T> state)
    {
        Network<T> network = new(new NetworkPlan(definition));
        if (parameters.Length != network.parameters.Length)
        {
            throw new ArgumentException(
                $"The network has {network.parameters.Length} parameters, but {parameters.Length} were given. Pass as many as Layout.Count says.",
                nameof(parameters));
        }

        if (state.Length != network.state.Length)
        {
            throw new ArgumentException(
                $"The network has {network.state.Length} running statistics, but {state.Length} were given. Pass as many as Layout.StateCount says.",
                nameof(state));
        }

        parameters.CopyTo(network.Parameters);
        state.CopyTo(network.state);
        return network;
    }

    /// <summary>The same network with buffers of its own.</summary>
    public Network<T> Copy()
    {
        Network<T> copy = new(Plan);
        Parameters.CopyTo(copy.Parameters);
        state.CopyTo(copy.state, 0);
        return copy;
    }

    /// <summary>The same network in another precision.</summary>
    public Network<TOther> Convert<TOther>()
        where TOther : unmanaged, IBinaryFloatingPointIeee754<TOther>
    {
        Network<TOther> other = new(Plan);
        for (int i = 0; i < parameters.Length; i++)
        {
            other.Parameters[i] = TOther.CreateTruncating(Parameters[i]);
        }

        for (int i = 0; i < state.Length; i++)
        {
            other.State[i] = TOther.CreateTruncating(state[i]);
        }

        return other;
    }

    /// <summary>The base network, the neuron taken away: what one deploys, since at a minimum the neuron is silent.</summary>
    public Network<T> Stripped()
    {
        if (Definition.Neuron is null)
        {
            return Copy();
        }

        Network<T> stripped = new(Plan.WithoutNeuron());
        NeuronSurgery.Extract<T>(Plan, stripped.Plan, Parameters, stripped.Parameters);
        state.CopyTo(stripped.state, 0);
        return stripped;
    }
    /// <summary>The same base network with an exponential neuron at its start: the counterpart of <see cref="Stripped"/>.</summary>
    /// <param name="neuron">The neuron.</param>
    /// <param name="seed">The seed of its start; <see cref="Create"/> with that seed starts it alike.</param>
    /// <exception cref="InvalidOperationException">The network has a neuron already.</exception>
    /// <exception cref="ArgumentException">The neuron does not fit the network.</exception>
    public Network<T> WithNeuron(NeuronDefinition neuron, long seed)
    {
        ArgumentNullException.ThrowIfNull(neuron);
        if (Definition.Neuron is not null)
        {
            throw new InvalidOperationException($"The network has a neuron already, {Definition.Neuron.GetType().Name}. Take it away by Stripped first.");
        }

        Network<T> network = Create(Definition with { Neuron = neuron }, seed);
        NeuronSurgery.Implant<T>(network.Plan, Plan, Parameters, network.Parameters);
        state.CopyTo(network.state, 0);
        return network;
    }
}
