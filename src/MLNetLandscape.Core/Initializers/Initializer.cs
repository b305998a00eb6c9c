using System.Text.Json.Serialization;
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
}
