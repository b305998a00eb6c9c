namespace MLNetLandscape.Core.Optimizers;

/// <summary>Adam with decoupled weight decay: p *= 1 - r WeightDecay, then the step of <see cref="Adam"/>.</summary>
/// <remarks>
/// <para>The decay applies to every parameter: biases, gains and exponential neurons too, as PyTorch's does on all it is given. To spare
/// them, use <see cref="Adam"/> with an L2 penalty, which applies to weights alone.</para>
/// <para>Source: Loshchilov and Hutter 2019, arXiv:1711.05101, algorithm 2, with the decay scaled by the learning rate as in PyTorch.</para>
/// </remarks>
/// <param name="WeightDecay">The decay, at least 0; 0.01 as in PyTorch.</param>
/// <param name="Beta1">The decay of the first moment, from 0 to less than 1.</param>
/// <param name="Beta2">The decay of the second moment, from 0 to less than 1.</param>
/// <param name="Epsilon">Added to the root of the second moment, positive.</param>
public sealed record AdamW(double WeightDecay = 0.01, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : Optimizer
{
    /// <summary>The decay, at least 0.</summary>
    public double WeightDecay { get; init => field = CheckWeightDecay(value); } = CheckWeightDecay(WeightDecay);

    /// <summary>The decay of the first moment, from 0 to less than 1.</summary>
    public double Beta1 { get; init => field = CheckDecay(value, "AdamW.Beta1", 0.9); } = CheckDecay(Beta1, "AdamW.Beta1", 0.9);

    /// <summary>The decay of the second moment, from 0 to less than 1.</summary>
    public double Beta2 { get; init => field = CheckDecay(value, "AdamW.Beta2", 0.999); } = CheckDecay(Beta2, "AdamW.Beta2", 0.999);

    /// <summary>Added to the root of the second moment, positive.</summary>
    public double Epsilon { get; init => field = CheckEpsilon(value, "AdamW.Epsilon"); } = CheckEpsilon(Epsilon, "AdamW.Epsilon");

    /// <inheritdoc/>
    public override OptimizerState<T> CreateState<T>(int parameterCount) =>
        new AdamState<T>(Beta1, Beta2, Epsilon, WeightDecay, parameterCount);

    private static double CheckWeightDecay(double value) => double.IsFinite(value) && value >= 0
        ? value
        : throw new ArgumentException(
            $"AdamW.WeightDecay must be at least 0 and finite, but was {value}. The usual value is 0.01; without decay, use Adam.");
}
