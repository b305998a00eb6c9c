using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Modules;

/// <summary>The factor 1 + (a e^b - 1)^2 of a data loss L, in L (1 + (a e^b - 1)^2) + lambda a^2.</summary>
/// <remarks>
/// Parameters: <c>scale</c> a, which starts at 0.05, for only a positive a can bring a e^b to 1, and <c>bias</c> b, which starts at 0; both of one number.
/// Source: Sohl-Dickstein and Kawaguchi 2019, arXiv:1901.03909.
/// </remarks>
public sealed class LossFactor : torch.nn.Module<Tensor, Tensor>
{
    private const double InitialScale = 0.05;

    private readonly Parameter scale;
    private readonly Parameter bias;

    /// <summary>Creates a and b.</summary>
    /// <param name="maximumExponent">The clamp of b, positive and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The clamp is out of range.</exception>
    public LossFactor(double maximumExponent = 25)
        : base(nameof(LossFactor))
    {
        MaximumExponent = ModuleRules.Clamp(maximumExponent);
        scale = InitialParameter.Constant(InitialScale, 1);
        bias = InitialParameter.Constant(0, 1);
        register_parameter(nameof(scale), scale);
        register_parameter(nameof(bias), bias);
    }

    /// <summary>The clamp of b.</summary>
    public double MaximumExponent { get; }

    /// <summary>a^2, without dimensions.</summary>
    internal Tensor SquaredScale
    {
        get
        {
            using DisposeScope scope = torch.NewDisposeScope();
            return scale.Squared().sum().MoveOut();
        }
    }

    /// <summary>L (1 + (a e^b - 1)^2).</summary>
    /// <param name="input">L, one number.</param>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor q = scale.mul(bias.AtMost(MaximumExponent).exp()).Minus(1);
        return input.mul(q.Squared().Plus(1).sum()).MoveOut(input);
    }
}
