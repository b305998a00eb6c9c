using System.Text.Json.Serialization;

namespace MLNetLandscape.Core.Optimizers;

/// <summary>A first-order method: its settings, each checked on creation; what ties two of them together, by <see cref="CreateState"/>.</summary>
/// <remarks>Update rules and defaults are PyTorch's, so that a published recipe can be repeated; the learning rate comes with each step.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "name")]
[JsonDerivedType(typeof(Sgd), "sgd")]
[JsonDerivedType(typeof(Adam), "adam")]
[JsonDerivedType(typeof(AdamW), "adamw")]
[JsonDerivedType(typeof(RmsProp), "rmsprop")]
public abstract record Optimizer
{
    /// <summary>Creates the state for a parameter vector.</summary>
    /// <param name="parameterCount">The vector's length, at least 0.</param>
    public abstract OptimizerState<T> CreateState<T>(int parameterCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Passes a decay or momentum through if it lies in [0, 1).</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    private protected static double CheckDecay(double value, string setting, double usual) => value is >= 0 and < 1
        ? value
        : throw new ArgumentException($"{setting} must be at least 0 and less than 1, but was {value}. The usual value is {usual}.");

    /// <summary>Passes an epsilon through if it is positive and finite.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    private protected static double CheckEpsilon(double value, string setting) => double.IsFinite(value) && value > 0
        ? value
        : throw new ArgumentException(
            $"{setting} must be positive and finite, but was {value}; it keeps the step finite where gradients vanish. The usual value is 1e-8.");
}
