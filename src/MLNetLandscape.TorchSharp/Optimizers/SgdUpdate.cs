using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Optimizers;

/// <summary>u = mu u + g; p -= r u, or with Nesterov's momentum p -= r (g + mu u); without momentum p -= r g.</summary>
internal sealed class SgdUpdate : TorchOptimizer
{
    private readonly Sgd settings;
    private readonly Tensor[] velocity;

    public SgdUpdate(IReadOnlyList<Tensor> parameters, Sgd settings)
        : base(parameters)
    {
        this.settings = settings;
        velocity = settings.Momentum == 0 ? [] : CreateMoments();
    }

    /// <inheritdoc/>
    protected override void Move(int index, Tensor gradient, double learningRate)
    {
        Tensor direction = gradient;
        if (velocity.Length > 0)
        {
            velocity[index].Multiply(settings.Momentum).Add(gradient);
            direction = settings.Nesterov ? gradient.PlusTimes(velocity[index], settings.Momentum) : velocity[index];
        }

        Parameters[index].AddTimes(direction, -learningRate);
    }
}
