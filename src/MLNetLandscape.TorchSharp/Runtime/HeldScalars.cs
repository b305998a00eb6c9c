namespace MLNetLandscape.TorchSharp.Runtime;

/// <summary>Arithmetic of tensors with numbers, each held as a <see cref="Scalar"/> until LibTorch has read it.</summary>
/// <remarks>
/// TorchSharp 0.102.7 to 0.105.2 hand LibTorch a scalar's address alone. One made by an implicit conversion, as in <c>tensor.mul(0.5)</c>, may be collected, and its memory
/// freed, before LibTorch reads it, which then throws "Expected false to be true" or reads another number. The same holds of methods that make a scalar of their own, such as <c>add(Tensor)</c>, <c>square()</c> and <c>ToDouble()</c>. The library calls none of them
/// (a test sees to it). Of tensors, <see cref="HeldTensors"/>.
/// </remarks>
internal static class HeldScalars
{
    /// <summary>The one number of a tensor.</summary>
    public static double ToNumber(this Tensor a)
    {
        using Scalar scalar = a.ToScalar();
        return scalar.ToDouble();
    }

    /// <summary>a + b.</summary>
    public static Tensor Plus(this Tensor a, Tensor b)
    {
        using Scalar one = 1;
        return a.add(b, one);
    }

    /// <summary>a + number.</summary>
    public static Tensor Plus(this Tensor a, double number)
    {
        using Scalar scalar = number;
        using Scalar one = 1;
        return a.add(scalar, one);
    }

    /// <summary>a + factor b.</summary>
    public static Tensor PlusTimes(this Tensor a, Tensor b, double factor)
    {
        using Scalar scalar = factor;
        return a.add(b, scalar);
    }

    /// <summary>a - number.</summary>
    public static Tensor Minus(this Tensor a, double number)
    {
        using Scalar scalar = number;
        return a.sub(scalar);
    }

    /// <summary>a factor.</summary>
    public static Tensor Times(this Tensor a, double factor)
    {
        using Scalar scalar = factor;
        return a.mul(scalar);
    }

    /// <summary>a to the power of a whole number.</summary>
    public static Tensor Power(this Tensor a, int exponent)
    {
        using Scalar scalar = exponent;
        return a.pow(scalar);
    }

    /// <summary>a^2.</summary>
    public static Tensor Squared(this Tensor a) => a.Power(2);

    /// <summary>min(a, maximum).</summary>
    public static Tensor AtMost(this Tensor a, double maximum)
    {
        using Scalar scalar = maximum;
        return a.clamp_max(scalar);
    }

    /// <summary>Whether a is greater than a number.</summary>
    public static Tensor IsAbove(this Tensor a, double number)
    {
        using Scalar scalar = number;
        return a.gt(scalar);
    }

    /// <summary>a += number, in place.</summary>
    public static Tensor Add(this Tensor a, double number)
    {
        using Scalar scalar = number;
        using Scalar one = 1;
        return a.add_(scalar, one);
    }

    /// <summary>a += b, in place.</summary>
    public static Tensor Add(this Tensor a, Tensor b) => a.AddTimes(b, 1);

    /// <summary>a += factor b, in place.</summary>
    public static Tensor AddTimes(this Tensor a, Tensor b, double factor)
    {
        using Scalar scalar = factor;
        return a.add_(b, scalar);
    }

    /// <summary>a += factor b^2, in place.</summary>
    public static Tensor AddSquared(this Tensor a, Tensor b, double factor)
    {
        using Scalar scalar = factor;
        return a.addcmul_(b, b, scalar);
    }

    /// <summary>a += factor b / c, in place.</summary>
    public static Tensor AddQuotient(this Tensor a, Tensor b, Tensor c, double factor)
    {
        using Scalar scalar = factor;
        return a.addcdiv_(b, c, scalar);
    }

    /// <summary>a *= factor, in place.</summary>
    public static Tensor Multiply(this Tensor a, double factor)
    {
        using Scalar scalar = factor;
        return a.mul_(scalar);
    }

    /// <summary>a /= divisor, in place.</summary>
    public static Tensor Divide(this Tensor a, double divisor)
    {
        using Scalar scalar = divisor;
        return a.div_(scalar);
    }
}
