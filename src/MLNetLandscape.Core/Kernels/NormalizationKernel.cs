using System.Runtime.CompilerServices;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Kernels;

/// <summary>The passes of batch normalization over one channel: places of 32 rows each, in several panels.</summary>
/// <remarks>Sums run lane by lane over the panels and their places, so that no result depends on the instruction set.</remarks>
internal static unsafe class NormalizationKernel
{
    private const int Panel = BatchTensor<float>.PanelWidth;

    /// <summary>sums[lane] += the sum of x[place, lane] over the places, for the first <paramref name="rows"/> lanes.</summary>
    /// <exception cref="ArgumentException">There are fewer than 32 sums, or values than the layout says.</exception>
    public static void AddSums<T>(ReadOnlySpan<T> x, in ChannelLayout layout, Span<T> sums, int rows, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(sums.Length, rows);
        layout.Check(x.Length, nameof(x));
        fixed (T* values = x, target = sums)
        {
            ElementwiseLoop.Run<T, Sum<T>>(new Sum<T>(values, target, layout), rows, set);
        }
    }

    /// <summary>sums[lane] += the sum of (x[place, lane] - mean)^2 over the places, for the first <paramref name="rows"/> lanes.</summary>
    /// <exception cref="ArgumentException">There are fewer than 32 sums, or values than the layout says.</exception>
    public static void AddSquares<T>(ReadOnlySpan<T> x, in ChannelLayout layout, T mean, Span<T> sums, int rows, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(sums.Length, rows);
        layout.Check(x.Length, nameof(x));
        fixed (T* values = x, target = sums)
        {
            ElementwiseLoop.Run<T, Squares<T>>(new Squares<T>(values, target, layout, mean), rows, set);
        }
    }

    /// <summary>sums[lane] += the sum of e; products[lane] += the sum of (x - mean) e, over the places.</summary>
    /// <exception cref="ArgumentException">There are fewer than 32 sums, or values than the layout says.</exception>
    public static void AddProducts<T>(
        ReadOnlySpan<T> e, ReadOnlySpan<T> x, in ChannelLayout layout, T mean, Span<T> sums, Span<T> products, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(Math.Min(sums.Length, products.Length), Panel);
        layout.Check(Math.Min(e.Length, x.Length), nameof(x));
        fixed (T* values = x, gradients = e, first = sums, second = products)
        {
            ElementwiseLoop.Run<T, Products<T>>(new Products<T>(gradients, values, first, second, layout, mean), Panel, set);
        }
    }

    /// <summary>y = (x - mean) scale + shift.</summary>
    /// <exception cref="ArgumentException">There are fewer values than the layout says.</exception>
    public static void Normalize<T>(ReadOnlySpan<T> x, in ChannelLayout layout, T mean, T scale, T shift, Span<T> y, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        layout.Check(Math.Min(x.Length, y.Length), nameof(x));
        fixed (T* values = x, target = y)
        {
            ElementwiseLoop.Run<T, Affine<T>>(new Affine<T>(values, target, layout, mean, scale, shift), Panel, set);
        }
    }

    /// <summary>dx = ((e - (x - mean) slope) - offset) scale.</summary>
    /// <exception cref="ArgumentException">There are fewer values than the layout says.</exception>
    public static void InputGradient<T>(
        ReadOnlySpan<T> e, ReadOnlySpan<T> x, in ChannelLayout layout, T mean, T slope, T offset, T scale, Span<T> dx, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        layout.Check(Math.Min(Math.Min(e.Length, x.Length), dx.Length), nameof(x));
        fixed (T* values = x, gradients = e, target = dx)
        {
            ElementwiseLoop.Run<T, Gradient<T>>(new Gradient<T>(gradients, values, target, layout, mean, slope, offset, scale), Panel, set);
        }
    }

    private static void Check(int sums, int rows)
    {
        KernelGuard.Range(0, rows, Panel);
        KernelGuard.AtLeast(sums, Panel, nameof(sums));
    }

    // All operations: index < 32 is a lane; a place i is a multiple of 32 below length, itself one; so panel p < panels of a channel is read and
    // written at p stride + i + lane < (panels - 1) stride + length, which was checked at entry.
    private readonly struct Sum<T>(T* x, T* sums, ChannelLayout layout) : IElementwise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector, TAccess>(nint index, TAccess access)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
            where TAccess : struct, ILaneAccess<TVector, T>
        {
            TVector sum = access.Load(sums + index);
            for (nint start = index, panel = 0; panel < layout.Panels; panel++, start += layout.Stride)
            {
                for (nint i = start; i < start + layout.Length; i += Panel)
                {
                    sum = TSimd.Add(sum, access.Load(x + i));
                }
            }

            access.Store(sums + index, sum);
        }
    }

    private readonly struct Squares<T>(T* x, T* sums, ChannelLayout layout, T mean) : IElementwise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector, TAccess>(nint index, TAccess access)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
            where TAccess : struct, ILaneAccess<TVector, T>
        {
            TVector sum = access.Load(sums + index);
            for (nint start = index, panel = 0; panel < layout.Panels; panel++, start += layout.Stride)
            {
                for (nint i = start; i < start + layout.Length; i += Panel)
                {
                    TVector deviation = TSimd.Subtract(access.Load(x + i), TSimd.Broadcast(mean));
                    sum = TSimd.MultiplyAdd(deviation, deviation, sum);
                }
            }

            access.Store(sums + index, sum);
        }
    }

    private readonly struct Products<T>(T* e, T* x, T* sums, T* products, ChannelLayout layout, T mean) : IElementwise<T>
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
            for (nint start = index, panel = 0; panel < layout.Panels; panel++, start += layout.Stride)
            {
                for (nint i = start; i < start + layout.Length; i += Panel)
                {
                    TVector gradient = access.Load(e + i);
                    sum = TSimd.Add(sum, gradient);
                    product = TSimd.MultiplyAdd(TSimd.Subtract(access.Load(x + i), TSimd.Broadcast(mean)), gradient, product);
                }
            }

            access.Store(sums + index, sum);
            access.Store(products + index, product);
        }
    }

    private readonly struct Affine<T>(T* x, T* y, ChannelLayout layout, T mean, T scale, T shift) : IElementwise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector, TAccess>(nint index, TAccess access)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
            where TAccess : struct, ILaneAccess<TVector, T>
        {
            for (nint start = index, panel = 0; panel < layout.Panels; panel++, start += layout.Stride)
            {
                for (nint i = start; i < start + layout.Length; i += Panel)
                {
                    TVector deviation = TSimd.Subtract(access.Load(x + i), TSimd.Broadcast(mean));
                    access.Store(y + i, TSimd.Add(TSimd.Multiply(deviation, TSimd.Broadcast(scale)), TSimd.Broadcast(shift)));
                }
            }
        }
    }

    private readonly struct Gradient<T>(T* e, T* x, T* dx, ChannelLayout layout, T mean, T slope, T offset, T scale) : IElementwise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector, TAccess>(nint index, TAccess access)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
            where TAccess : struct, ILaneAccess<TVector, T>
        {
            for (nint start = index, panel = 0; panel < layout.Panels; panel++, start += layout.Stride)
            {
                for (nint i = start; i < start + layout.Length; i += Panel)
                {
                    TVector along = TSimd.Multiply(TSimd.Subtract(access.Load(x + i), TSimd.Broadcast(mean)), TSimd.Broadcast(slope));
                    TVector rest = TSimd.Subtract(TSimd.Subtract(access.Load(e + i), along), TSimd.Broadcast(offset));
                    access.Store(dx + i, TSimd.Multiply(rest, TSimd.Broadcast(scale)));
                }
            }
        }
    }
}
