using System.Runtime.CompilerServices;

namespace MLNetLandscape.Core.Kernels;

/// <summary>The rectifiers max(0, z) and, with a slope s in (0, 1], max(s z, z), and their derivatives as functions of the output. NaN passes through.</summary>
internal static unsafe class ReluKernel
{
    /// <summary>Replaces z by max(0, z).</summary>
    public static void Apply<T>(Span<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Apply(values, T.Zero);

    /// <summary>Replaces z by z where z &gt; 0 and by slope z elsewhere.</summary>
    public static void Apply<T>(Span<T> values, T slope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Apply(values, slope, InstructionSets.Best<T>());

    /// <summary>Keeps a gradient where the output is positive and replaces it by zero elsewhere.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void MultiplyByDerivative<T>(ReadOnlySpan<T> outputs, Span<T> gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MultiplyByDerivative(outputs, gradients, T.Zero);

    /// <summary>Keeps a gradient where the output is positive and multiplies it by the slope elsewhere.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void MultiplyByDerivative<T>(ReadOnlySpan<T> outputs, Span<T> gradients, T slope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => MultiplyByDerivative(outputs, gradients, slope, InstructionSets.Best<T>());

    internal static void Apply<T>(Span<T> values, T slope, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* z = values)
        {
            if (slope == T.Zero)
            {
                ElementwiseLoop.Run<T, Rectify<T>>(new Rectify<T>(z), values.Length, set);
            }
            else
            {
                ElementwiseLoop.Run<T, LeakyRectify<T>>(new LeakyRectify<T>(z, slope), values.Length, set);
            }
        }
    }

    internal static void MultiplyByDerivative<T>(ReadOnlySpan<T> outputs, Span<T> gradients, T slope, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        KernelGuard.Same(outputs.Length, gradients.Length, nameof(outputs));
        fixed (T* y = outputs, d = gradients)
        {
            if (slope == T.Zero)
            {
                ElementwiseLoop.Run<T, Mask<T>>(new Mask<T>(y, d), gradients.Length, set);
            }
            else
            {
                ElementwiseLoop.Run<T, LeakyMask<T>>(new LeakyMask<T>(y, d, slope), gradients.Length, set);
            }
        }
    }

    private readonly struct Rectify<T>(T* values) : IElementwise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector, TAccess>(nint index, TAccess access)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
            where TAccess : struct, ILaneAccess<TVector, T>
        {
            // "0 > z" is false for NaN, which therefore stays.
            TVector z = access.Load(values + index);
            access.Store(values + index, TSimd.Select(TSimd.GreaterThan(TSimd.Zero, z), TSimd.Zero, z));
        }
    }

    private readonly struct LeakyRectify<T>(T* values, T slope) : IElementwise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector, TAccess>(nint index, TAccess access)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
            where TAccess : struct, ILaneAccess<TVector, T>
        {
            TVector z = access.Load(values + index);
            TVector small = TSimd.Multiply(TSimd.Broadcast(slope), z);
            access.Store(values + index, TSimd.Select(TSimd.GreaterThan(z, TSimd.Zero), z, small));
        }
    }

    private readonly struct Mask<T>(T* outputs, T* gradients) : IElementwise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector, TAccess>(nint index, TAccess access)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
            where TAccess : struct, ILaneAccess<TVector, T>
        {
            TVector active = TSimd.GreaterThan(access.Load(outputs + index), TSimd.Zero);
            access.Store(gradients + index, TSimd.Select(active, access.Load(gradients + index), TSimd.Zero));
        }
    }

    private readonly struct LeakyMask<T>(T* outputs, T* gradients, T slope) : IElementwise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector, TAccess>(nint index, TAccess access)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
            where TAccess : struct, ILaneAccess<TVector, T>
        {
            TVector d = access.Load(gradients + index);
            TVector active = TSimd.GreaterThan(access.Load(outputs + index), TSimd.Zero);
            access.Store(gradients + index, TSimd.Select(active, d, TSimd.Multiply(TSimd.Broadcast(slope), d)));
        }
    }
}
