using MLNetLandscape.TorchSharp.Modules;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Losses;

/// <summary>Any loss L without a unit added to the network: L (1 + (a e^b - 1)^2) + lambda a^2, with a and b among this loss's parameters.</summary>
/// <remarks>
/// The optimizer is to get these parameters too. Of all a the least value is L + L lambda / (L e^(2b) + lambda).
/// Source: Sohl-Dickstein and Kawaguchi 2019, arXiv:1901.03909.
/// </remarks>
public sealed class NoAddedUnitLoss : torch.nn.Module<Tensor, Tensor, Tensor>
{
    private readonly torch.nn.Module<Tensor, Tensor, Tensor> loss;
    private readonly LossFactor factor;

    /// <summary>Wraps a loss.</summary>
    /// <param name="loss">L, one number from outputs and targets; it becomes a part of this one.</param>
    /// <param name="lambda">lambda, at least 0; positive for the theory to hold.</param>
    /// <param name="maximumExponent">The clamp of b, positive and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public NoAddedUnitLoss(torch.nn.Module<Tensor, Tensor, Tensor> loss, double lambda, double maximumExponent = 25)
        : base(nameof(NoAddedUnitLoss))
    {
        ArgumentNullException.ThrowIfNull(loss);
        Lambda = lambda >= 0 && double.IsFinite(lambda)
            ? lambda
            : throw new ArgumentOutOfRangeException(nameof(lambda), $"lambda must be finite and at least 0, but was {lambda}. The theory wants it positive.");
        (this.loss, factor) = (loss, new LossFactor(maximumExponent));
        register_module(nameof(loss), loss);
        register_module(nameof(factor), factor);
    }

    /// <summary>lambda.</summary>
    public double Lambda { get; }

    /// <summary>a and b.</summary>
    public LossFactor Factor => factor;

    /// <summary>L (1 + (a e^b - 1)^2) + lambda a^2.</summary>
    /// <param name="input1">Outputs.</param>
    /// <param name="input2">Targets.</param>
    public override Tensor forward(Tensor input1, Tensor input2)
    {
        Tensor value = loss.call(input1, input2);
        using DisposeScope scope = torch.NewDisposeScope();
        return factor.call(value).Plus(factor.SquaredScale.Times(Lambda)).MoveOut(value, input1, input2);
    }
}
