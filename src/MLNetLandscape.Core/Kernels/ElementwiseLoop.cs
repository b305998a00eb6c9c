using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNetLandscape.Core.Kernels;

/// <summary>Runs an element-wise operation over whole vectors and then over the first lanes of one more.</summary>
/// <remarks>The scalar form is the same source with one lane; no element's result depends on its place or on the instruction set.</remarks>
internal static class ElementwiseLoop
{
    /// <summary>Runs an operation on the elements [0, <paramref name="length"/>).</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="length">Elements.</param>
    /// <param name="set">The instruction set.</param>
    /// <param name="head">Elements before the first vector that begins on a cache line, where that matters.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TOperation>(in TOperation operation, int length, InstructionSet set, int head = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperation : struct, IElementwise<T>
    {
        switch (set)
        {
            case InstructionSet.Avx512:
                Run<Simd512<T>, Vector512<T>, T, TOperation>(operation, length, head);
                break;
            case InstructionSet.Avx2:
                Run<Simd256<T>, Vector256<T>, T, TOperation>(operation, length, head);
                break;
            case InstructionSet.Vector128:
                Run<Simd128<T>, Vector128<T>, T, TOperation>(operation, length, head);
                break;
            default:
                Run<SimdScalar<T>, T, T, TOperation>(operation, length, head);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TSimd, TVector, T, TOperation>(TOperation operation, int length, int head)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperation : struct, IElementwise<T>
    {
        // A masked vector covers [0, first), whole ones [first, whole), another masked one [whole, length): nothing at or beyond length is touched.
        int first = Math.Min(head % TSimd.Lanes, length);
        if (first > 0)
        {
            operation.Apply<TSimd, TVector, FirstLanes<TSimd, TVector, T>>(0, new(TSimd.MaskOfFirst(first)));
        }

        nint whole = length - ((length - first) % TSimd.Lanes);
        for (nint i = first; i < whole; i += TSimd.Lanes)
        {
            operation.Apply<TSimd, TVector, AllLanes<TSimd, TVector, T>>(i, default);
        }

        if (whole < length)
        {
            FirstLanes<TSimd, TVector, T> rest = new(TSimd.MaskOfFirst(length - (int)whole));
            operation.Apply<TSimd, TVector, FirstLanes<TSimd, TVector, T>>(whole, rest);
        }
    }
}
