using System.Text;
using System.Text.Json.Serialization;

namespace MLNetLandscape.Core.Activations;

/// <summary>An element-wise activation y = f(z), with f' and f'' written as functions of the output y.</summary>
/// <remarks>Every activation here determines its derivatives from its output, so layers keep y alone and never z.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "name")]
[JsonDerivedType(typeof(Identity), "identity")]
[JsonDerivedType(typeof(Relu), "relu")]
[JsonDerivedType(typeof(LeakyRelu), "leaky_relu")]
[JsonDerivedType(typeof(Tanh), "tanh")]
[JsonDerivedType(typeof(Sigmoid), "sigmoid")]
[JsonDerivedType(typeof(Softplus), "softplus")]
public abstract record Activation
{
    /// <summary>The length of the stack scratch of derivatives that need one: short enough to stay in the first-level cache.</summary>
    private protected const int ChunkLength = 256;

    /// <summary>Whether f is linear between finitely many kinks: then f'' is zero wherever it exists.</summary>
    public abstract bool IsPiecewiseLinear { get; }

    /// <summary>The largest value that |f| approaches; infinite where f is unbounded.</summary>
    public abstract double Bound { get; }

    /// <summary>Replaces z by f(z).</summary>
    public abstract void Apply<T>(Span<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Multiplies each gradient by f'(z), where y = f(z).</summary>
    public abstract void MultiplyByDerivative<T>(ReadOnlySpan<T> outputs, Span<T> gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Writes f''(z) for y = f(z); at a kink, zero.</summary>
    public abstract void SecondDerivative<T>(ReadOnlySpan<T> outputs, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Prints the settings of the activation and not what follows from them: "LeakyRelu { Slope = 0.01 }".</summary>
    protected virtual bool PrintMembers(StringBuilder builder) => false;
}
