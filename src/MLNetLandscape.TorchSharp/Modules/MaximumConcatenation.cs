using MLNetLandscape.Core.Randomness;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Modules;

/// <summary>A maximum-and-concatenation block: X' = [L X; alpha_out exp(alpha_in A~ X_0) + max(sigma(A X^), W X)], with sigma = LeakyReLU of slope 0.15.</summary>
/// <remarks>
/// <para>X is the previous layer, X^ any earlier one, X_0 the network's input. The maps L, A~, A and W are linear without bias: dense here, or convolutions in
/// <see cref="MaximumConcatenation2d"/>. Parameters: <c>linear</c> L, <c>exponential</c> A~, <c>rectified</c> A, <c>straight</c> W, and the scalars
/// <c>inner_scale</c> alpha_in and <c>outer_scale</c> alpha_out, which start at 0.01. The maps start uniform as Glorot and Bengio's, from the seed alone.</para>
/// <para>Every local minimum of a network with one block more is at least as good as the global minimum without it: with alpha_out = 0, A = W = 0 and the
/// readout copied into L, the block passes the shallower network on.</para>
/// <para>The exponent is clamped, beyond which the exponential is constant. Source: Xie et al., ICML 2020, arXiv:2007.04630.</para>
/// </remarks>
public abstract class MaximumConcatenation : torch.nn.Module<Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>The slope of sigma below 0, as in the paper.</summary>
    public const double NegativeSlope = 0.15;

    private const double InitialScalar = 1e-2;

    private protected readonly Parameter linear;
    private protected readonly Parameter exponential;
    private protected readonly Parameter rectified;
    private protected readonly Parameter straight;
    private protected readonly Parameter inner_scale;
    private protected readonly Parameter outer_scale;
    private readonly double maximumExponent;

    private protected MaximumConcatenation(string name, Sizes sizes, long[] kernel, long seed, double maximumExponent)
        : base(name)
    {
        this.maximumExponent = ModuleRules.Clamp(maximumExponent);
        RandomSource random = new RandomSource(seed).Split(RandomPurpose.Initialization);
        linear = CreateMap(sizes.Linear, sizes.Previous, kernel, random.Split(RandomPurpose.Layer, 0));
        exponential = CreateMap(sizes.Units, sizes.Input, kernel, random.Split(RandomPurpose.Layer, 1));
        rectified = CreateMap(sizes.Units, sizes.Earlier, kernel, random.Split(RandomPurpose.Layer, 2));
        straight = CreateMap(sizes.Units, sizes.Previous, kernel, random.Split(RandomPurpose.Layer, 3));
        inner_scale = InitialParameter.Constant(InitialScalar, 1);
        outer_scale = InitialParameter.Constant(InitialScalar, 1);
        register_parameter(nameof(linear), linear);
        register_parameter(nameof(exponential), exponential);
        register_parameter(nameof(rectified), rectified);
        register_parameter(nameof(straight), straight);
        register_parameter(nameof(inner_scale), inner_scale);
        register_parameter(nameof(outer_scale), outer_scale);
    }

    /// <summary>X', the linear part first.</summary>
    /// <param name="input1">X, the previous layer.</param>
    /// <param name="input2">X^, an earlier layer; X itself, if nothing else is wanted.</param>
    /// <param name="input3">X_0, the network's input.</param>
    public override Tensor forward(Tensor input1, Tensor input2, Tensor input3)
    {
        ArgumentNullException.ThrowIfNull(input1);
        ArgumentNullException.ThrowIfNull(input2);
        ArgumentNullException.ThrowIfNull(input3);
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor exponent = Apply(input3, exponential).mul(inner_scale);
        Tensor term = exponent.AtMost(maximumExponent).exp().mul(outer_scale);
        Tensor a = Apply(input2, rectified);
        Tensor largest = torch.maximum(torch.where(a.IsAbove(0), a, a.Times(NegativeSlope)), Apply(input1, straight));
        return torch.cat([Apply(input1, linear), term.Plus(largest)], 1).MoveOut(input1, input2, input3);
    }

    /// <summary>A linear map without bias.</summary>
    private protected abstract Tensor Apply(Tensor input, Parameter map);

    private static Parameter CreateMap(int outputs, int inputs, long[] kernel, RandomSource random)
    {
        long window = 1;
        foreach (long size in kernel)
        {
            window *= size;
        }

        return InitialParameter.Uniform(Math.Sqrt(6.0 / (window * (inputs + outputs))), random, [outputs, inputs, .. kernel]);
    }

    /// <summary>Features or channels of the parts.</summary>
    private protected readonly record struct Sizes(int Previous, int Earlier, int Input, int Linear, int Units)
    {
        /// <exception cref="ArgumentOutOfRangeException">One is below 1.</exception>
        public static Sizes Of(int previous, int earlier, int input, int linearUnits, int units) => new(
            ModuleRules.AtLeastOne(previous, nameof(previous)),
            ModuleRules.AtLeastOne(earlier, nameof(earlier)),
            ModuleRules.AtLeastOne(input, nameof(input)),
            ModuleRules.AtLeastOne(linearUnits, nameof(linearUnits)),
            ModuleRules.AtLeastOne(units, nameof(units)));
    }
}
