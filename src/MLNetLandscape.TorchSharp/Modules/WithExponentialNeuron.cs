using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Modules;

/// <summary>Any module plus exponential neurons from its input straight to its output: f(x) = f0(x) + g(x).</summary>
/// <remarks>
/// The parameters of the base come first, under <c>network</c>, then those of the <c>neuron</c>. The base owes nothing to the neuron, so that it starts as it
/// would alone. At a local minimum of the penalised objective g is silent: <see cref="Network"/> is what one deploys.
/// </remarks>
public sealed class WithExponentialNeuron : torch.nn.Module<Tensor, Tensor>
{
    private readonly TensorModule network;
    private readonly NeuronModule neuron;

    /// <summary>Adds exponential neurons.</summary>
    /// <param name="network">f0, from rows of d numbers in any shape to rows x K, or to rows where K = 1. It becomes a part of this module.</param>
    /// <param name="inputs">d, the numbers of a row.</param>
    /// <param name="outputs">K, its outputs.</param>
    /// <param name="seed">The seed of the neurons' start.</param>
    /// <param name="maximumExponent">The clamp of the exponents, positive and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public WithExponentialNeuron(torch.nn.Module<Tensor, Tensor> network, int inputs, int outputs = 1, long seed = 1, double maximumExponent = 25)
        : this(network, new ExponentialNeuron(inputs, outputs, seed, maximumExponent))
    {
    }

    /// <summary>Adds neurons of any form.</summary>
    /// <param name="network">f0. It becomes a part of this module.</param>
    /// <param name="neuron">g. It becomes a part of this module.</param>
    public WithExponentialNeuron(torch.nn.Module<Tensor, Tensor> network, NeuronModule neuron)
        : base(nameof(WithExponentialNeuron))
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(neuron);
        (this.network, this.neuron) = (network, neuron);
        register_module(nameof(network), network);
        register_module(nameof(neuron), neuron);
    }

    /// <summary>f0, the module without the neurons.</summary>
    public torch.nn.Module<Tensor, Tensor> Network => network;

    /// <summary>g.</summary>
    public NeuronModule Neuron => neuron;

    /// <summary>f0(x) + g(x), in the shape of f0's output.</summary>
    /// <exception cref="ArgumentException">The base has other outputs than the neurons.</exception>
    public override Tensor forward(Tensor input) => Evaluate(input, out _);

    /// <summary>The same, and f0(x) beside it.</summary>
    internal Tensor Evaluate(Tensor input, out Tensor baseOutput)
    {
        ArgumentNullException.ThrowIfNull(input);
        baseOutput = network.call(input);
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor term = neuron.call(input);
        if (baseOutput.NumberOfElements != term.NumberOfElements)
        {
            throw new ArgumentException(
                $"The neurons have {neuron.Outputs} outputs, but the module returned shape [{string.Join(", ", baseOutput.shape)}] "
                + $"for {input.shape[0]} rows. Create as many neurons as the module has outputs.");
        }

        return baseOutput.Plus(baseOutput.dim() == 2 ? term : term.reshape(baseOutput.shape)).MoveOut(input, baseOutput);
    }
}
