using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.TorchSharp.Runtime;

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
        squares[index].Multiply(settings.Smoothing).AddSquared(gradient, 1 - settings.Smoothing);
        Tensor root = squares[index].sqrt().Add(settings.Epsilon);
        if (velocity.Length == 0)
        {
            Parameters[index].AddQuotient(gradient, root, -learningRate);
            return;
        }

        velocity[index].Multiply(settings.Momentum).AddQuotient(gradient, root, 1);
        Parameters[index].AddTimes(velocity[index], -learningRate);
    }
}
