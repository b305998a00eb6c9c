using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace MLNetLandscape.Core.Kernels;

/// <summary>What this machine offers. The JIT turns every answer into a constant.</summary>
/// <remarks>
/// Asked are the instructions themselves, not <c>Vector512.IsHardwareAccelerated</c>: that is false on processors such as Cascade Lake, where the
/// runtime shuns 512-bit code for its lower clock; for these kernels 512-bit code was 1.7 times faster there.
/// </remarks>
internal static class InstructionSets
{
    /// <summary>The fastest set for numbers of type <typeparamref name="T"/>.</summary>
    public static InstructionSet Best<T>()
    {
        if (IsSupported<T>(InstructionSet.Avx512))
        {
            return InstructionSet.Avx512;
        }

        if (IsSupported<T>(InstructionSet.Avx2))
        {
            return InstructionSet.Avx2;
        }

        return IsSupported<T>(InstructionSet.Vector128) && AdvSimd.Arm64.IsSupported ? InstructionSet.Vector128 : InstructionSet.Scalar;
    }

    /// <summary>Whether kernels for numbers of type <typeparamref name="T"/> can run with the given set here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSupported<T>(InstructionSet set)
    {
        bool vectorType = typeof(T) == typeof(float) || typeof(T) == typeof(double);
        return set switch
        {
            InstructionSet.Scalar => true,
            InstructionSet.Vector128 => vectorType && (AdvSimd.Arm64.IsSupported || Fma.IsSupported),
            InstructionSet.Avx2 => vectorType && Avx2.IsSupported && Fma.IsSupported,
            InstructionSet.Avx512 => vectorType && Avx512F.IsSupported && Avx512DQ.IsSupported && Avx512BW.IsSupported,
            _ => false,
        };
    }
}
