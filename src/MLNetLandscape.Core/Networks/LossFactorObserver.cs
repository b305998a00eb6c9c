using MLNetLandscape.Core.Neurons;

namespace MLNetLandscape.Core.Networks;

/// <summary>Observes the loss factor, which does not depend on the data.</summary>
internal sealed class LossFactorObserver<T>(Network<T> network) : NeuronObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Reset()
    {
    }

    /// <inheritdoc/>
    public override void Observe()
    {
    }

    /// <inheritdoc/>
    public override NeuronTrace Finish()
    {
        LossFactor factor = network.LossFactor!.Value;
        return new NeuronTrace(factor.Scale, factor.Bias, 0, Math.Abs(factor.Q), factor.Clamped ? 1 : 0);
    }
}
