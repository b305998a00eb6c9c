namespace MLNetLandscape.Core.Neurons;

/// <summary>The rule for exponent clamps, and their use.</summary>
internal static class ExponentClamp
{
    /// <summary>Returns a clamp that is positive and finite.</summary>
    public static double Validated(double maximumExponent) => maximumExponent > 0 && double.IsFinite(maximumExponent)
        ? maximumExponent
        : throw new ArgumentOutOfRangeException(
            nameof(maximumExponent),
            $"MaximumExponent must be positive and finite, but was {maximumExponent}. "
            + "The default, 25, keeps the cube of exp(25) finite in single precision; in double precision up to 200 is safe.");

    /// <summary>exp(min(u, maximum)), and whether the derivative is that value (else it is zero: the clamped function is constant there).</summary>
    public static double Exp(double u, double maximum, out bool clamped)
    {
        clamped = u > maximum;
        return Math.Exp(clamped ? maximum : u);
    }
}
