using System.Runtime.CompilerServices;

namespace MLNetLandscape.Core.Kernels;

/// <summary>One step of Adam or AdamW over a range of parameters, in one pass.</summary>
/// <remarks>
/// m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; p = keep p - lr / (1 - beta1^t) m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon).
/// Sources: Kingma and Ba 2015, arXiv:1412.6980, algorithm 1; Loshchilov and Hutter 2019, arXiv:1711.05101, algorithm 2 (keep = 1 - lr decay).
/// </remarks>
internal static unsafe class AdamKernel
{
    private const int CacheLine = 64;

    /// <summary>Updates parameters and both moments in place.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void Update<T>(
        Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> firstMoments, Span<T> secondMoments, in AdamCoefficients<T> coefficients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Update(parameters, gradients, firstMoments, secondMoments, coefficients, InstructionSets.Best<T>());

    internal static void Update<T>(
        Span<T> parameters,
        ReadOnlySpan<T> gradients,
        Span<T> firstMoments,
        Span<T> secondMoments,
        in AdamCoefficients<T> coefficients,
        InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        KernelGuard.Same(gradients.Length, parameters.Length, nameof(gradients));
        KernelGuard.Same(firstMoments.Length, parameters.Length, nameof(firstMoments));
        KernelGuard.Same(secondMoments.Length, parameters.Length, nameof(secondMoments));
        fixed (T* p = parameters, g = gradients, m = firstMoments, v = secondMoments)
        {
            // Moments lie as parameters do. A vector across two cache lines would be read and written in two parts, seven times an iteration.
            int head = (int)(-(nint)p & (CacheLine - 1)) / sizeof(T);
            ElementwiseLoop.Run<T, Step<T>>(new Step<T>(p, g, m, v, coefficients), parameters.Length, set, head);
        }
    }

    private readonly struct Step<T>(T* parameters, T* gradients, T* first, T* second, AdamCoefficients<T> c) : IElementwise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector, TAccess>(nint index, TAccess access)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
            where TAccess : struct, ILaneAccess<TVector, T>
        {
            TVector g = access.Load(gradients + index);
            TVector m = TSimd.Multiply(TSimd.Broadcast(c.Beta1), access.Load(first + index));
            m = TSimd.MultiplyAdd(TSimd.Broadcast(c.OneMinusBeta1), g, m);
            m = Underflow.Flush<TSimd, TVector, T>(m);
            TVector v = TSimd.Multiply(TSimd.Broadcast(c.Beta2), access.Load(second + index));
            v = TSimd.MultiplyAdd(TSimd.Multiply(TSimd.Broadcast(c.OneMinusBeta2), g), g, v);
            v = Underflow.Flush<TSimd, TVector, T>(v);
            TVector root = TSimd.MultiplyAdd(TSimd.SquareRoot(v), TSimd.Broadcast(c.RootScale), TSimd.Broadcast(c.Epsilon));
            TVector p = TSimd.Multiply(TSimd.Broadcast(c.Keep), access.Load(parameters + index));
            access.Store(first + index, m);
            access.Store(second + index, v);
            access.Store(parameters + index, TSimd.MultiplyAdd(TSimd.Broadcast(-c.StepSize), TSimd.Divide(m, root), p));
        }
    }
}
