namespace MLNetLandscape.Core.Kernels;

/// <summary>Which instructions a kernel uses. All forms of a kernel compute the same formula; <see cref="Scalar"/> is its specification.</summary>
internal enum InstructionSet
{
    /// <summary>One number at a time, on any machine.</summary>
    Scalar,

    /// <summary>128-bit vectors with a fused multiply-add: Arm64, where two of them issue at once.</summary>
    Vector128,

    /// <summary>256-bit vectors with a fused multiply-add: AVX2 and FMA3.</summary>
    Avx2,

    /// <summary>512-bit vectors: AVX-512 F, BW, CD, DQ and VL.</summary>
    Avx512,
}
