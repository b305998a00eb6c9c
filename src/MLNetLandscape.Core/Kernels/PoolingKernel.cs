using System.Runtime.Intrinsics;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Kernels;

/// <summary>Max pooling of panels over size x size squares without overlap; a rest at the border is dropped.</summary>
/// <remarks>Of equal values the first in row-major order wins and NaN beats every number, as in PyTorch.</remarks>
internal static unsafe class PoolingKernel
{
    private const int Panel = BatchTensor<float>.PanelWidth;

    /// <summary>The largest square: places within it are kept as bytes.</summary>
    public const int MaximumSize = 16;

    /// <summary>Writes the largest value of each square and where in the square it lies.</summary>
    /// <param name="input">Panels of the input.</param>
    /// <param name="output">Panels of the output: channels x (height / size) x (width / size).</param>
    /// <param name="argmax">As long as the output; receives ky * size + kx.</param>
    /// <param name="shape">The input's shape.</param>
    /// <param name="size">The side of a square, 1 to 16, and no more than the input's height and width.</param>
    /// <param name="panels">How many panels.</param>
    /// <exception cref="ArgumentException">A span is too short or the size out of range.</exception>
    public static void Forward<T>(ReadOnlySpan<T> input, Span<T> output, Span<byte> argmax, Shape shape, int size, int panels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Forward(input, output, argmax, shape, size, panels, InstructionSets.Best<T>());

    /// <summary>Hands each gradient to the place of the largest value; all other places become zero.</summary>
    /// <param name="outputGradient">Panels of the output's gradient.</param>
    /// <param name="argmax">As <see cref="Forward{T}(ReadOnlySpan{T}, Span{T}, Span{byte}, Shape, int, int)"/> wrote it.</param>
    /// <param name="inputGradient">Panels of the input's gradient.</param>
    /// <param name="shape">The input's shape.</param>
    /// <param name="size">The side of a square.</param>
    /// <param name="panels">How many panels.</param>
    /// <param name="gate">As long as the output's gradient, or empty: where it is not positive, the gradient counts as zero.</param>
    /// <exception cref="ArgumentException">A span is too short or the size out of range.</exception>
    public static void Backward<T>(
        ReadOnlySpan<T> outputGradient,
        ReadOnlySpan<byte> argmax,
        Span<T> inputGradient,
        Shape shape,
        int size,
        int panels,
        ReadOnlySpan<T> gate = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Backward(outputGradient, argmax, inputGradient, shape, size, panels, InstructionSets.Best<T>(), gate);

    internal static void Forward<T>(
        ReadOnlySpan<T> input, Span<T> output, Span<byte> argmax, Shape shape, int size, int panels, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(input.Length, output.Length, argmax.Length, shape, size, panels);
        fixed (T* x = input, y = output)
        fixed (byte* a = argmax)
        {
            switch (set)
            {
                case InstructionSet.Avx512:
                    Forward<Simd512<T>, Vector512<T>, T>(x, y, a, shape, size, panels);
                    break;
                case InstructionSet.Avx2:
                    Forward<Simd256<T>, Vector256<T>, T>(x, y, a, shape, size, panels);
                    break;
                case InstructionSet.Vector128:
                    Forward<Simd128<T>, Vector128<T>, T>(x, y, a, shape, size, panels);
                    break;
                default:
                    Forward<SimdScalar<T>, T, T>(x, y, a, shape, size, panels);
                    break;
            }
        }
    }

    internal static void Backward<T>(
        ReadOnlySpan<T> outputGradient,
        ReadOnlySpan<byte> argmax,
        Span<T> inputGradient,
        Shape shape,
        int size,
        int panels,
        InstructionSet set,
        ReadOnlySpan<T> gate = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(inputGradient.Length, outputGradient.Length, argmax.Length, shape, size, panels);
        KernelGuard.AtLeast(gate.Length, gate.IsEmpty ? 0 : outputGradient.Length, nameof(gate));
        fixed (T* dy = outputGradient, dx = inputGradient, y = gate)
        fixed (byte* a = argmax)
        {
            switch (set)
            {
                case InstructionSet.Avx512:
                    Backward<Simd512<T>, Vector512<T>, T>(dy, a, dx, y, shape, size, panels);
                    break;
                case InstructionSet.Avx2:
                    Backward<Simd256<T>, Vector256<T>, T>(dy, a, dx, y, shape, size, panels);
                    break;
                case InstructionSet.Vector128:
                    Backward<Simd128<T>, Vector128<T>, T>(dy, a, dx, y, shape, size, panels);
                    break;
                default:
                    Backward<SimdScalar<T>, T, T>(dy, a, dx, y, shape, size, panels);
                    break;
            }
        }
    }

    private static void Check(int large, int small, int argmax, Shape shape, int size, int panels)
    {
        if (size < 1 || size > MaximumSize || size > shape.Height || size > shape.Width)
        {
            throw new ArgumentException($"size must be 1 to {MaximumSize} and fit an input of {shape}, but was {size}.", nameof(size));
        }

        long outSize = (long)shape.Channels * (shape.Height / size) * (shape.Width / size) * panels * Panel;
        KernelGuard.AtLeast(large, (long)shape.Size * panels * Panel, nameof(large));
        KernelGuard.AtLeast(small, outSize, nameof(small));
        KernelGuard.AtLeast(argmax, outSize, nameof(argmax));
    }

    // Bounds: plane < panels * channels, oy < height / size, ox < width / size, ky and kx < size, lane < 32. So the input index
    // ((plane * height + oy * size + ky) * width + ox * size + kx) * 32 + lane stays below panels * channels * height * width * 32, and the
    // output index ((plane * (height / size) + oy) * (width / size) + ox) * 32 + lane below the output's length: both checked above.
    private static void Forward<TSimd, TVector, T>(T* input, T* output, byte* argmax, Shape shape, int size, int panels)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (PoolingPlaces places = new(shape, size, panels); places.MoveNext();)
        {
            T* corner = input + ((nint)places.Input * Panel);
            nint output0 = (nint)places.Output * Panel;
            for (int lane = 0; lane < Panel; lane += TSimd.Lanes)
            {
                TVector best = TSimd.Load(corner + lane);
                TVector where = TSimd.Zero;
                for (int ky = 0, tap = 0; ky < size; ky++)
                {
                    T* x = corner + ((nint)ky * shape.Width * Panel) + lane;
                    for (int kx = 0; kx < size; kx++, tap++, x += Panel)
                    {
                        // The first tap compares with itself: only NaN passes, and changes nothing.
                        TVector candidate = TSimd.Load(x);
                        TVector better = TSimd.Or(TSimd.GreaterThan(candidate, best), TSimd.IsNaN(candidate));
                        best = TSimd.Select(better, candidate, best);
                        where = TSimd.Select(better, TSimd.Broadcast(T.CreateTruncating(tap)), where);
                    }
                }

                TSimd.Store(output + output0 + lane, best);
                TSimd.StoreBytes(argmax + output0 + lane, where);
            }
        }
    }

    private static void Backward<TSimd, TVector, T>(T* outputGradient, byte* argmax, T* inputGradient, T* gate, Shape shape, int size, int panels)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (shape.Height % size != 0 || shape.Width % size != 0)
        {
            new Span<T>(inputGradient, shape.Size * panels * Panel).Clear();
        }

        for (PoolingPlaces places = new(shape, size, panels); places.MoveNext();)
        {
            T* corner = inputGradient + ((nint)places.Input * Panel);
            nint output0 = (nint)places.Output * Panel;
            for (int lane = 0; lane < Panel; lane += TSimd.Lanes)
            {
                TVector dy = TSimd.Load(outputGradient + output0 + lane);
                if (gate != null)
                {
                    dy = TSimd.Select(TSimd.GreaterThan(TSimd.Load(gate + output0 + lane), TSimd.Zero), dy, TSimd.Zero);
                }

                TVector where = TSimd.LoadBytes(argmax + output0 + lane);
                for (int ky = 0, tap = 0; ky < size; ky++)
                {
                    T* dx = corner + ((nint)ky * shape.Width * Panel) + lane;
                    for (int kx = 0; kx < size; kx++, tap++, dx += Panel)
                    {
                        TVector here = TSimd.AreEqual(where, TSimd.Broadcast(T.CreateTruncating(tap)));
                        TSimd.Store(dx, TSimd.Select(here, dy, TSimd.Zero));
                    }
                }
            }
        }
    }
}
