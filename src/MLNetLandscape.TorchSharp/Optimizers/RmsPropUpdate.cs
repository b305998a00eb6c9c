using MLNetLandscape.Core.Optimizers;

namespace MLNetLandscape.TorchSharp.Optimizers;

/// <summary>v = s v + (1 - s) g^2; d = g / (sqrt(v) + epsilon); p -= r d, or with momentum u = mu u + d and p -= r u.</summary>
internal sealed class RmsPropUpdate : TorchOptimizer
{
    private readonly RmsProp settings;
    private readonly Tensor[] squares;
    private readonly Tensor[] velocity;

    public RmsPropUpdate(IReadOnlyList<Tensor> parameters, RmsProp settings)
        : base(parameters)
    {
        this.settings = settings;
        squares = CreateMoments();
        velocity = settings.Momentum == 0 ? [] : CreateMoments();
    }

    /// <inheritdoc/>
    protected override void Move(int index, Tensor gradient, double learningRate)
    {
        squares[index].mul_(settings.Smoothing).addcmul_(gradient, gradient, 1 - settings.Smoothing);
        Tensor root = squares[index].sqrt().add_(settings.Epsilon);
        if (velocity.Length == 0)
        {
            Parameters[index].addcdiv_(gradient, root, -learningRate);
            return;
        }

        velocity[index].mul_(settings.Momentum).addcdiv_(gradient, root, 1.0);
        Parameters[index].add_(velocity[index], -learningRate);
    }
}
