using System.Numerics;

namespace MLNetLandscape.Analysis.Tests.Certificates;

/// <summary>m 2^e: what sums and products of doubles are, without rounding, overflow or underflow.</summary>
internal readonly record struct ExactNumber(BigInteger Mantissa, int Exponent)
{
    public bool IsPositive => Mantissa.Sign > 0;

    public static ExactNumber operator +(ExactNumber a, ExactNumber b)
    {
        int exponent = Math.Min(a.Exponent, b.Exponent);
        return new((a.Mantissa << (a.Exponent - exponent)) + (b.Mantissa << (b.Exponent - exponent)), exponent);
    }

    public static ExactNumber operator *(ExactNumber a, ExactNumber b) => new(a.Mantissa * b.Mantissa, a.Exponent + b.Exponent);

    public static ExactNumber Of(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        long fraction = bits & 0xFFFFFFFFFFFFFL;
        fraction = exponent == 0 ? fraction : fraction | (1L << 52);
        return new(bits < 0 ? -fraction : fraction, Math.Max(exponent, 1) - 1075);
    }

    /// <summary>The number to 60 bits.</summary>
    public double ToDouble()
    {
        int surplus = Math.Max(0, (int)BigInteger.Abs(Mantissa).GetBitLength() - 60);
        return Math.ScaleB((double)(Mantissa >> surplus), Exponent + surplus);
    }
}
