using System.Numerics.Tensors;

namespace MLNetLandscape.Data;

/// <summary>Finds numbers that are missing (not a number) or infinite.</summary>
internal static class FiniteNumbers
{
    public static bool AreAll(ReadOnlySpan<float> values) => values.IsEmpty || TensorPrimitives.IsFiniteAll(values);
}
