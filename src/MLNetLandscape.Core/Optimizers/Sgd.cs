namespace MLNetLandscape.Core.Optimizers;

/// <summary>Stochastic gradient descent, optionally with momentum, in PyTorch's convention.</summary>
/// <remarks>
/// <para>u = mu u + g; then p -= r u, or with Nesterov's momentum p -= r (g + mu u), where r is the learning rate. Without momentum p -= r g.</para>
/// <para>The learning rate stays outside the velocity u, as in PyTorch and unlike Sutskever et al. (ICML 2013) and Keras: the two agree
/// as long as the rate is constant.</para>
/// </remarks>
/// <param name="Momentum">mu, from 0 to less than 1; 0 by default, plain gradient descent. 0.9 is usual.</param>
/// <param name="Nesterov">Whether to look ahead; needs a positive momentum.</param>
public sealed record Sgd(double Momentum = 0, bool Nesterov = false) : Optimizer
{
    /// <summary>mu, from 0 to less than 1.</summary>
    public double Momentum { get; init => field = CheckDecay(value, "Sgd.Momentum", 0.9); } = CheckDecay(Momentum, "Sgd.Momentum", 0.9);

    /// <inheritdoc/>
    public override OptimizerState<T> CreateState<T>(int parameterCount)
    {
        if (Nesterov && Momentum == 0)
        {
            throw new ArgumentException("Sgd.Nesterov needs a momentum greater than 0, but Sgd.Momentum was 0. Set Momentum to 0.9, or Nesterov to false.");
        }

        return new SgdState<T>(this, parameterCount);
    }
}
