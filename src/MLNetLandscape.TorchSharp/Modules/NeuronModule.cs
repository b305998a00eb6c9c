using MLNetLandscape.Core.Randomness;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Modules;

/// <summary>Neurons beside a network, one per output: g_k(x) = a_k phi(w_k'x + b_k).</summary>
/// <remarks>
/// <para>Input: rows x d numbers, in any shape of a row; output: rows x K. Parameters: <c>scale</c> a (K), <c>weight</c> w (K x d), <c>bias</c> b (K), in this
/// order. An engine penalises a by lambda/2 ||a||^2, and nothing else of the neurons.</para>
/// <para>a starts uniform on +-0.05: small, so that the network starts as it would alone, and not zero, where nothing would move w and b. w starts
/// uniform on +-0.1 / sqrt(d), so that ||w|| is at most 0.1; b at 0. The numbers come from the seed alone.</para>
/// <para>Sources: K = 1: Liang, Sun, Lee, Srikant, NeurIPS 2018, arXiv:1805.08671; K > 1: Kawaguchi and Kaelbling 2019, arXiv:1901.00279.</para>
/// </remarks>
public abstract class NeuronModule : torch.nn.Module<Tensor, Tensor>
{
    private const double InitialScale = 0.05;
    private const double InitialWeightNorm = 0.1;

    // TorchSharp replaces these by reflection when a module moves to another device or type: they are named as the parameters, and not private.
    private protected readonly Parameter scale;
    private protected readonly Parameter weight;
    private protected readonly Parameter bias;

    private protected NeuronModule(string name, int inputs, int outputs, long seed)
        : base(name)
    {
        Inputs = ModuleRules.AtLeastOne(inputs, nameof(inputs));
        Outputs = ModuleRules.AtLeastOne(outputs, nameof(outputs));
        RandomSource random = new RandomSource(seed).Split(RandomPurpose.Neuron);
        scale = InitialParameter.Uniform(InitialScale, random.Split(RandomPurpose.Layer, 0), outputs);
        weight = InitialParameter.Uniform(InitialWeightNorm / Math.Sqrt(inputs), random.Split(RandomPurpose.Layer, 1), outputs, inputs);
        bias = InitialParameter.Constant(0, outputs);
        register_parameter(nameof(scale), scale);
        register_parameter(nameof(weight), weight);
        register_parameter(nameof(bias), bias);
    }

    /// <summary>d, the numbers of a row.</summary>
    public int Inputs { get; }

    /// <summary>K, the outputs.</summary>
    public int Outputs { get; }

    /// <summary>What engines observe.</summary>
    internal ExponentMeter Meter { get; } = new();

    /// <summary>The exponent beyond which phi is constant; infinity without.</summary>
    internal abstract double Maximum { get; }

    /// <summary>g(x), rows x K.</summary>
    /// <exception cref="ArgumentException">A row has not d numbers.</exception>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor u = torch.nn.functional.linear(ModuleRules.AsRows(input, Inputs, GetType().Name), weight, bias);
        Tensor value = Phi(u);
        Meter.Observe(u, value, Maximum);
        return value.mul(scale).MoveOut(input);
    }

    /// <summary>phi(u), elementwise.</summary>
    private protected abstract Tensor Phi(Tensor u);
}
