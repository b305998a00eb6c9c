namespace MLNetLandscape.Core.Neurons;

/// <summary>The factor s = 1 + q^2, q = a e^b - 1, of the data loss L in L s + lambda a^2.</summary>
/// <remarks>
/// <para>First derivatives of s: 2 q e^b by a, 2 q a e^b by b. Second: 2 e^(2b) by a twice; 2 a e^(2b) + 2 q e^b by a and b;
/// 2 a^2 e^(2b) + 2 q a e^b by b twice. Beyond the clamp of b, e^b is constant and the derivatives by b are zero.</para>
/// <para>The least value over a is L + L lambda / (L e^(2b) + lambda), at a = L e^b / (L e^(2b) + lambda).</para>
/// <para>Source: Sohl-Dickstein and Kawaguchi 2019, arXiv:1901.03909.</para>
/// </remarks>
internal readonly struct LossFactor
{
    private readonly double exponential;
    private readonly double slope;

    public LossFactor(double a, double b, double maximumExponent)
    {
        Scale = a;
        Bias = b;
        Clamped = b > maximumExponent;
        exponential = Math.Exp(Math.Min(b, maximumExponent));
        slope = Clamped ? 0 : exponential;
        Q = (a * exponential) - 1;
    }

    /// <summary>a.</summary>
    public double Scale { get; }

    /// <summary>b.</summary>
    public double Bias { get; }

    /// <summary>q.</summary>
    public double Q { get; }

    /// <summary>s.</summary>
    public double Value => 1 + (Q * Q);

    /// <summary>Whether b is beyond the clamp.</summary>
    public bool Clamped { get; }

    /// <summary>ds/da.</summary>
    public double ByScale => 2 * Q * exponential;

    /// <summary>ds/db.</summary>
    public double ByBias => 2 * Q * Scale * slope;

    /// <summary>The tangent of s along (va, vb).</summary>
    public double Tangent(double va, double vb) => (ByScale * va) + (ByBias * vb);

    /// <summary>The tangents of ds/da and ds/db along (va, vb).</summary>
    public (double ByScale, double ByBias) GradientTangent(double va, double vb)
    {
        double aa = 2 * exponential * exponential;
        double ab = (2 * Scale * exponential * slope) + (2 * Q * slope);
        double bb = (2 * Scale * Scale * slope * slope) + (2 * Q * Scale * slope);
        return ((aa * va) + (ab * vb), (ab * va) + (bb * vb));
    }
}
