using System.Runtime.CompilerServices;

namespace MLNetLandscape.Core.Kernels;

/// <summary>The one-dimensional transforms of F(4, 3): four outputs of a filter of three weights by six products instead of twelve.</summary>
/// <remarks>
/// <para>y = A' ((G g) * (B' d)), * element by element, for six inputs d and three weights g. A polynomial product is taken at the points 0, p, -p, q, -q and
/// infinity, p = 3/4 and q = 3/2:</para>
/// <para>B'd = (p2q2 d0 - (p2 + q2) d2 + d4, e + p o, e - p o, f + q r, f - q r, p2q2 d1 - (p2 + q2) d3 + d5) with e = d4 - q2 d2, o = d3 - q2 d1,
/// f = d4 - p2 d2, r = d3 - p2 d1;</para>
/// <para>Gg = (g0 / (p2q2), (s + p g1) / n, (s - p g1) / n, (t + q g1) / m, (t - q g1) / m, g2) with s = g0 + p2 g2, t = g0 + q2 g2, n = 2 p2 (p2 - q2),
/// m = 2 q2 (q2 - p2);</para>
/// <para>A'm = (m0 + a + c, p b + q d, p2 a + q2 c, p3 b + q3 d + m5) with a = m1 + m2, b = m1 - m2, c = m3 + m4, d = m3 - m4.</para>
/// <para>The points decide the rounding errors. With 1 and 2, which most descriptions take, they were 4 times those of a direct sum over 32 channels, and with these
/// 2 times (root mean square); A and B are without rounding in either precision. Source: Lavin and Gray 2016, arXiv:1509.09308, section 4.3; points: Alam
/// et al. 2022, arXiv:2201.10369.</para>
/// </remarks>
internal static unsafe class WinogradTransform
{
    private const double P = 0.75;
    private const double Q = 1.5;
    private const double PP = P * P;
    private const double QQ = Q * Q;
    private const double N = 2 * PP * (PP - QQ);
    private const double M = 2 * QQ * (QQ - PP);

    /// <summary>B'd: reads six vectors, <paramref name="step"/> elements apart, and writes six.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Input<TSimd, TVector, T>(T* source, nint step, T* target, nint targetStep)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector d0 = TSimd.Load(source);
        TVector d1 = TSimd.Load(source + step);
        TVector d2 = TSimd.Load(source + (2 * step));
        TVector d3 = TSimd.Load(source + (3 * step));
        TVector d4 = TSimd.Load(source + (4 * step));
        TVector d5 = TSimd.Load(source + (5 * step));
        TVector e = TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(-QQ), d2, d4);
        TVector o = TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(-QQ), d1, d3);
        TVector f = TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(-PP), d2, d4);
        TVector r = TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(-PP), d1, d3);

        // e - p2 d2 = d4 - (p2 + q2) d2, and d5 - (p2 + q2) d3 likewise.
        TSimd.Store(target, TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(PP * QQ), d0, TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(-PP - QQ), d2, d4)));
        TSimd.Store(target + targetStep, TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(P), o, e));
        TSimd.Store(target + (2 * targetStep), TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(-P), o, e));
        TSimd.Store(target + (3 * targetStep), TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(Q), r, f));
        TSimd.Store(target + (4 * targetStep), TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(-Q), r, f));
        TSimd.Store(
            target + (5 * targetStep), TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(PP * QQ), d1, TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(-PP - QQ), d3, d5)));
    }

    /// <summary>Gg: reads three vectors and writes six.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Filter<TSimd, TVector, T>(T* source, nint step, T* target, nint targetStep)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector g0 = TSimd.Load(source);
        TVector g1 = TSimd.Load(source + step);
        TVector g2 = TSimd.Load(source + (2 * step));
        TVector s = TSimd.Multiply(Constant<TSimd, TVector, T>(1 / N), TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(PP), g2, g0));
        TVector t = TSimd.Multiply(Constant<TSimd, TVector, T>(1 / M), TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(QQ), g2, g0));
        TSimd.Store(target, TSimd.Multiply(Constant<TSimd, TVector, T>(1 / (PP * QQ)), g0));
        TSimd.Store(target + targetStep, TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(P / N), g1, s));
        TSimd.Store(target + (2 * targetStep), TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(-P / N), g1, s));
        TSimd.Store(target + (3 * targetStep), TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(Q / M), g1, t));
        TSimd.Store(target + (4 * targetStep), TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(-Q / M), g1, t));
        TSimd.Store(target + (5 * targetStep), g2);
    }

    /// <summary>A'm: reads six vectors, <paramref name="step"/> elements apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Output<TSimd, TVector, T>(T* source, nint step, out TVector y0, out TVector y1, out TVector y2, out TVector y3)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector m1 = TSimd.Load(source + step);
        TVector m2 = TSimd.Load(source + (2 * step));
        TVector m3 = TSimd.Load(source + (3 * step));
        TVector m4 = TSimd.Load(source + (4 * step));
        TVector a = TSimd.Add(m1, m2);
        TVector b = TSimd.Subtract(m1, m2);
        TVector c = TSimd.Add(m3, m4);
        TVector d = TSimd.Subtract(m3, m4);
        y0 = TSimd.Add(TSimd.Add(a, c), TSimd.Load(source));
        y1 = TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(Q), d, TSimd.Multiply(Constant<TSimd, TVector, T>(P), b));
        y2 = TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(QQ), c, TSimd.Multiply(Constant<TSimd, TVector, T>(PP), a));
        y3 = TSimd.MultiplyAdd(
            Constant<TSimd, TVector, T>(QQ * Q), d, TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(PP * P), b, TSimd.Load(source + (5 * step))));
    }

    /// <summary>Ay, the transpose of <see cref="Output"/>: reads four vectors and writes six.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OutputGradient<TSimd, TVector, T>(T* source, nint step, T* target, nint targetStep)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector y0 = TSimd.Load(source);
        TVector y1 = TSimd.Load(source + step);
        TVector y2 = TSimd.Load(source + (2 * step));
        TVector y3 = TSimd.Load(source + (3 * step));
        TVector a = TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(PP), y2, y0);
        TVector b = TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(PP), y3, y1);
        TVector c = TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(QQ), y2, y0);
        TVector d = TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(QQ), y3, y1);
        TSimd.Store(target, y0);
        TSimd.Store(target + targetStep, TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(P), b, a));
        TSimd.Store(target + (2 * targetStep), TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(-P), b, a));
        TSimd.Store(target + (3 * targetStep), TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(Q), d, c));
        TSimd.Store(target + (4 * targetStep), TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(-Q), d, c));
        TSimd.Store(target + (5 * targetStep), y3);
    }

    /// <summary>G'u, the transpose of <see cref="Filter"/>: reads six vectors and writes three.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FilterGradient<TSimd, TVector, T>(T* source, nint step, T* target, nint targetStep)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector u1 = TSimd.Load(source + step);
        TVector u2 = TSimd.Load(source + (2 * step));
        TVector u3 = TSimd.Load(source + (3 * step));
        TVector u4 = TSimd.Load(source + (4 * step));
        TVector a = TSimd.Multiply(Constant<TSimd, TVector, T>(1 / N), TSimd.Add(u1, u2));
        TVector b = TSimd.Multiply(Constant<TSimd, TVector, T>(P / N), TSimd.Subtract(u1, u2));
        TVector c = TSimd.Multiply(Constant<TSimd, TVector, T>(1 / M), TSimd.Add(u3, u4));
        TVector d = TSimd.Multiply(Constant<TSimd, TVector, T>(Q / M), TSimd.Subtract(u3, u4));
        TSimd.Store(target, TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(1 / (PP * QQ)), TSimd.Load(source), TSimd.Add(a, c)));
        TSimd.Store(target + targetStep, TSimd.Add(b, d));
        TSimd.Store(
            target + (2 * targetStep),
            TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(PP), a, TSimd.MultiplyAdd(Constant<TSimd, TVector, T>(QQ), c, TSimd.Load(source + (5 * step)))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Constant<TSimd, TVector, T>(double value)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TSimd.Broadcast(T.CreateTruncating(value));
}
