using System.Runtime.CompilerServices;

namespace MLNetLandscape.Core.Kernels;

/// <summary>Ends the decay of moments at zero before they become denormal numbers.</summary>
/// <remarks>
/// Where gradients are exactly zero, as for a dead ReLU or beyond the margin of a hinge, a first moment decays by 0.9 a step and is denormal after
/// some 800 steps, for good: 0.9 of the least number rounds to itself. Intel's processors take a hundred cycles for each such product: a step of
/// Adam became 20 times slower. The least number kept is 2^40 times the least normal one: far below what can move a parameter.
/// </remarks>
internal static class Underflow
{
    /// <summary>Zero where |value| is below the least number kept; not-a-number stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Flush<TSimd, TVector, T>(TVector value)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector least = TSimd.Broadcast(Least<T>());
        TVector opposite = TSimd.Subtract(TSimd.Zero, value);
        return TSimd.Select(TSimd.GreaterThan(least, value), TSimd.Select(TSimd.GreaterThan(least, opposite), TSimd.Zero, value), value);
    }

    /// <summary>2^-86 in single, 2^-982 in double precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Least<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        T.CreateTruncating(typeof(T) == typeof(float) ? 1.2924697071141057e-26 : 2.446494580089078e-296);
}
