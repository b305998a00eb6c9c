using System.Runtime.CompilerServices;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Kernels;

/// <summary>The passes of batch normalization over one channel of one panel: places of 32 rows each.</summary>
/// <remarks>Sums run lane by lane over the places, so that no result depends on the instruction set.</remarks>
internal static unsafe class NormalizationKernel
{
    private const int Panel = BatchTensor<float>.PanelWidth;

    /// <summary>sums[lane] += the sum of x[place, lane] over the places, for the first <paramref name="rows"/> lanes.</summary>
    /// <exception cref="ArgumentException">There are fewer than 32 sums, or x is not whole places.</exception>
    public static void AddSums<T>(ReadOnlySpan<T> x, Span<T> sums, int rows, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(x.Length, sums.Length, rows);
        fixed (T* values = x, target = sums)
        {
            ElementwiseLoop.Run<T, Sum<T>>(new Sum<T>(values, target, x.Length), rows, set);
        }
    }

    /// <summary>sums[lane] += the sum of (x[place, lane] - mean)^2 over the places, for the first <paramref name="rows"/> lanes.</summary>
    /// <exception cref="ArgumentException">There are fewer than 32 sums, or x is not whole places.</exception>
    public static void AddSquares<T>(ReadOnlySpan<T> x, T mean, Span<T> sums, int rows, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(x.Length, sums.Length, rows);
        fixed (T* values = x, target = sums)
        {
            ElementwiseLoop.Run<T, Squares<T>>(new Squares<T>(values, target, x.Length, mean), rows, set);
        }
    }

    /// <summary>sums[lane] += the sum of e; products[lane] += the sum of (x - mean) e, over the places.</summary>
    /// <exception cref="ArgumentException">There are fewer than 32 sums, or the values are not equally many whole places.</exception>
    public static void AddProducts<T>(ReadOnlySpan<T> e, ReadOnlySpan<T> x, T mean, Span<T> sums, Span<T> products, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(x.Length, Math.Min(sums.Length, products.Length), Panel);
        KernelGuard.Same(e.Length, x.Length, nameof(e));
        fixed (T* values = x, gradients = e, first = sums, second = products)
        {
            ElementwiseLoop.Run<T, Products<T>>(new Products<T>(gradients, values, first, second, x.Length, mean), Panel, set);
        }
    }

    /// <summary>y = (x - mean) scale + shift.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void Normalize<T>(ReadOnlySpan<T> x, T mean, T scale, T shift, Span<T> y, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        KernelGuard.Same(x.Length, y.Length, nameof(x));
        fixed (T* values = x, target = y)
        {
            ElementwiseLoop.Run<T, Affine<T>>(new Affine<T>(values, target, mean, scale, shift), y.Length, set);
        }
    }

    /// <summary>dx = ((e - (x - mean) slope) - offset) scale.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void InputGradient<T>(ReadOnlySpan<T> e, ReadOnlySpan<T> x, T mean, T slope, T offset, T scale, Span<T> dx, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        KernelGuard.Same(e.Length, dx.Length, nameof(e));
        KernelGuard.Same(x.Length, dx.Length, nameof(x));
        fixed (T* values = x, gradients = e, target = dx)
        {
            ElementwiseLoop.Run<T, Gradient<T>>(new Gradient<T>(gradients, values, target, mean, slope, offset, scale), dx.Length, set);
        }
    }

    private static void Check(int values, int sums, int rows)
    {
        KernelGuard.Range(0, rows, Panel);
        KernelGuard.AtLeast(sums, Panel, nameof(sums));
        KernelGuard.Same(values % Panel, 0, nameof(values));
    }

    // The three sums: lane < 32 and i a multiple of 32 below length, itself one, so i + lane < length.
    private readonly struct Sum<T>(T* x, T* sums, nint length) : IElementwise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector, TAccess>(nint index, TAccess access)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
            where TAccess : struct, ILaneAccess<TVector, T>
        {
            TVector sum = access.Load(sums + index);
            for (nint i = 0; i < length; i += Panel)
            {
                sum = TSimd.Add(sum, access.Load(x + i + index));
            }

            access.Store(sums + index, sum);
        }
    }

    private readonly struct Squares<T>(T* x, T* sums, nint length, T mean) : IElementwise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector, TAccess>(nint index, TAccess access)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
            where TAccess : struct, ILaneAccess<TVector, T>
        {
            TVector sum = access.Load(sums + index);
            for (nint i = 0; i < length; i += Panel)
            {
                TVector deviation = TSimd.Subtract(access.Load(x + i + index), TSimd.Broadcast(mean));
                sum = TSimd.MultiplyAdd(deviation, deviation, sum);
            }

            access.Store(sums + index, sum);
        }
    }

    private readonly struct Products<T>(T* e, T* x, T* sums, T* products, nint length, T mean) : IElementwise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector, TAccess>(nint index, TAccess access)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
            where TAccess : struct, ILaneAccess<TVector, T>
        {
            TVector sum = access.Load(sums + index);
            TVector product = access.Load(products + index);
            for (nint i = 0; i < length; i += Panel)
            {
                TVector gradient = access.Load(e + i + index);
                sum = TSimd.Add(sum, gradient);
                product = TSimd.MultiplyAdd(TSimd.Subtract(access.Load(x + i + index), TSimd.Broadcast(mean)), gradient, product);
            }

            access.Store(sums + index, sum);
            access.Store(products + index, product);
        }
    }

    private readonly struct Affine<T>(T* x, T* y, T mean, T scale, T shift) : IElementwise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector, TAccess>(nint index, TAccess access)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
            where TAccess : struct, ILaneAccess<TVector, T>
        {
            TVector deviation = TSimd.Subtract(access.Load(x + index), TSimd.Broadcast(mean));
            access.Store(y + index, TSimd.Add(TSimd.Multiply(deviation, TSimd.Broadcast(scale)), TSimd.Broadcast(shift)));
        }
    }

    private readonly struct Gradient<T>(T* e, T* x, T* dx, T mean, T slope, T offset, T scale) : IElementwise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector, TAccess>(nint index, TAccess access)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
            where TAccess : struct, ILaneAccess<TVector, T>
        {
            TVector along = TSimd.Multiply(TSimd.Subtract(access.Load(x + index), TSimd.Broadcast(mean)), TSimd.Broadcast(slope));
            TVector rest = TSimd.Subtract(TSimd.Subtract(access.Load(e + index), along), TSimd.Broadcast(offset));
            access.Store(dx + index, TSimd.Multiply(rest, TSimd.Broadcast(scale)));
        }
    }
}
