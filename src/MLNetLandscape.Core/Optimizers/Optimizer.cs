using System.Text.Json.Serialization;

namespace MLNetLandscape.Core.Optimizers;

/// <summary>A first-order method: its settings.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "name")]
[JsonDerivedType(typeof(Adam), "adam")]
public abstract record Optimizer
{
    /// <summary>Creates the state for a parameter vector.</summary>
    public abstract OptimizerState<T> CreateState<T>(int parameterCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
