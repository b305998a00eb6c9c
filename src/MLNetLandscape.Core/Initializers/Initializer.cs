using System.Text.Json.Serialization;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Initializers;

/// <summary>How weights start.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "name")]
[JsonDerivedType(typeof(He), "he")]
[JsonDerivedType(typeof(Glorot), "glorot")]
[JsonDerivedType(typeof(Normal), "normal")]
[JsonDerivedType(typeof(Uniform), "uniform")]
[JsonDerivedType(typeof(Zeros), "zeros")]
public abstract record Initializer
{
    /// <summary>Fills <paramref name="values"/>; the numbers drawn do not depend on <typeparamref name="T"/>, beyond rounding.</summary>
    /// <param name="values">The weights.</param>
    /// <param name="fanIn">Inputs of a unit.</param>
    /// <param name="fanOut">Units that an input feeds.</param>
    /// <param name="random">Where numbers come from.</param>
    public abstract void Fill<T>(Span<T> values, int fanIn, int fanOut, RandomSource random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The usual choice before an activation: He where half the units are cut off, Glorot otherwise.</summary>
    internal static Initializer DefaultFor(Activation activation) => activation is Relu or LeakyRelu or Softplus ? new He() : new Glorot();

    /// <summary>Draws each value uniformly on [-<paramref name="halfWidth"/>, <paramref name="halfWidth"/>), in double.</summary>
    private protected static void FillUniform<T>(Span<T> values, double halfWidth, RandomSource random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (ref T value in values)
        {
            value = T.CreateTruncating(halfWidth * ((2 * random.NextDouble()) - 1));
        }
    }
}
