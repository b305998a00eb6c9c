using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNetLandscape.Core.Kernels;

/// <summary>Runs an element-wise operation over whole vectors and then over the first lanes of one more.</summary>
/// <remarks>The scalar form is the same source with one lane; no element's result depends on its place or on the instruction set.</remarks>
internal static class ElementwiseLoop
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<T, TOperation>(in TOperation operation, int length, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperation : struct, IElementwise<T>
    {
        switch (set)
        {
            case InstructionSet.Avx512:
                Run<Simd512<T>, Vector512<T>, T, TOperation>(operation, length);
                break;
            case InstructionSet.Avx2:
                Run<Simd256<T>, Vector256<T>, T, TOperation>(operation, length);
                break;
            case InstructionSet.Vector128:
                Run<Simd128<T>, Vector128<T>, T, TOperation>(operation, length);
                break;
            default:
                Run<SimdScalar<T>, T, T, TOperation>(operation, length);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TSimd, TVector, T, TOperation>(TOperation operation, int length)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperation : struct, IElementwise<T>
    {
        // Whole vectors cover [0, whole), the masked one [whole, length): nothing at or beyond length is touched.
        nint whole = length - (length % TSimd.Lanes);
        for (nint i = 0; i < whole; i += TSimd.Lanes)
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
