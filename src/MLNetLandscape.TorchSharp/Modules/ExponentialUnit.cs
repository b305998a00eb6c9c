using MLNetLandscape.Core.Randomness;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Modules;

/// <summary>One exponential unit of a hidden layer: exp(w'x + b), rows x 1, the exponent clamped.</summary>
/// <remarks>Parameters: <c>weight</c> w (1 x inputs), <c>bias</c> b (1). w starts uniform on +-0.1 / sqrt(inputs), b at 0.</remarks>
internal sealed class ExponentialUnit : torch.nn.Module<Tensor, Tensor>
{
    private const double InitialWeightNorm = 0.1;
    private const double InitialScale = 0.05;
    private readonly double maximumExponent;
    private readonly Parameter weight;
    private readonly Parameter bias;

    /// <summary>Creates the unit.</summary>
    /// <param name="inputs">The numbers of a row.</param>
    /// <param name="readsUnit">Whether the last of them is the previous layer's unit, so that the last of w is a scale a.</param>
    /// <param name="maximumExponent">The clamp.</param>
    /// <param name="random">The start.</param>
    public ExponentialUnit(int inputs, bool readsUnit, double maximumExponent, RandomSource random)
        : base(nameof(ExponentialUnit))
    {
        (this.maximumExponent, ReadsUnit) = (maximumExponent, readsUnit);
        weight = CreateWeight(inputs, readsUnit, random);
        bias = InitialParameter.Constant(0, 1);
        register_parameter(nameof(weight), weight);
        register_parameter(nameof(bias), bias);
    }

    /// <summary>Whether the last of w is a scale a.</summary>
    public bool ReadsUnit { get; }

    /// <summary>Whether the unit gives 0 instead: then the network is the one without units.</summary>
    public bool IsSilenced { get; set; }

    /// <summary>What engines observe.</summary>
    public ExponentMeter Meter { get; } = new();

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor u = torch.nn.functional.linear(ModuleRules.AsRows(input, weight.shape[1], nameof(ExponentialUnit)), weight, bias);
        if (IsSilenced)
        {
            return torch.zeros_like(u).MoveOut(input);
        }

        Tensor value = u.AtMost(maximumExponent).exp();
        Meter.Observe(u, value, maximumExponent);
        return value.MoveOut(input);
    }

    private static Parameter CreateWeight(int inputs, bool readsUnit, RandomSource random)
    {
        if (!readsUnit)
        {
            return InitialParameter.Uniform(InitialWeightNorm / Math.Sqrt(inputs), random, 1, inputs);
        }

        using DisposeScope scope = torch.NewDisposeScope();
        Tensor weights = InitialParameter.Uniform(InitialWeightNorm / Math.Sqrt(inputs), random.Split(RandomPurpose.Layer, 0), 1, inputs - 1).detach();
        Tensor scale = InitialParameter.Uniform(InitialScale, random.Split(RandomPurpose.Layer, 1), 1, 1).detach();
        return InitialParameter.Of(torch.cat([weights, scale], 1));
    }
}
