namespace MLNetLandscape.Core.Neurons;

/// <summary>The rule for exponent clamps.</summary>
internal static class ExponentClamp
{
    /// <summary>Returns a clamp that is positive and finite.</summary>
    public static double Validated(double maximumExponent) => maximumExponent > 0 && double.IsFinite(maximumExponent)
        ? maximumExponent
        : throw new ArgumentOutOfRangeException(
            nameof(maximumExponent),
            $"MaximumExponent must be positive and finite, but was {maximumExponent}. "
            + "The default, 25, keeps the cube of exp(25) finite in single precision; in double precision up to 200 is safe.");
}
