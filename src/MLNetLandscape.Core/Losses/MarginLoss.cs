using System.Text.Json.Serialization;

namespace MLNetLandscape.Core.Losses;

/// <summary>A loss l(z) of the margin z = -y f(x) of one output, with y = -1 or +1: negative where the sign is right.</summary>
/// <remarks>dl/df = -y l'(z) and, since y^2 = 1, d2l/df2 = l''(z).</remarks>
public abstract record MarginLoss : Loss
{
    /// <inheritdoc/>
    [JsonIgnore]
    public sealed override TargetKind Target => TargetKind.Sign;

    /// <summary>l(z).</summary>
    public abstract double Value(double z);

    /// <summary>l'(z).</summary>
    public abstract double FirstDerivative(double z);

    /// <summary>l''(z).</summary>
    public abstract double SecondDerivative(double z);

    /// <inheritdoc/>
    public sealed override int GetTargetWidth(int outputs) => outputs == 1
        ? 1
        : throw new ArgumentException(
            $"{GetType().Name} takes a network of 1 output, but it has {outputs}. For several classes, use SoftmaxCrossEntropy.", nameof(outputs));
}
