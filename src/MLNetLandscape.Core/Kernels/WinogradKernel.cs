using System.Runtime.Intrinsics;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Kernels;

/// <summary>What <see cref="ConvolutionKernel"/> computes, for 3 x 3 kernels and stride 1, with a quarter of the multiplications: Winograd's F(4 x 4, 3 x 3).</summary>
/// <remarks>
/// <para>Tile by tile of 4 x 4 outputs: Y = A'[sum over channels of (G g G') * (B' d B)]A, with the 6 x 6 window d, the filter g, and * element by element; see
/// <see cref="WinogradTransform"/>. With rows in the lanes every transform is element-wise on whole vectors, and each of the 36 positions is a dense product.
/// The weights' gradient is the transpose of all that: dK = G'[sum over tiles of (A dY A') * (B' d B)]G, each position a dense layer's weight gradient.</para>
/// <para>The direct form is the specification, from which these results differ by rounding errors. Every element's operations and their order are the
/// same whatever the instruction set, the panels of a call and the block of tiles. An infinity among the inputs becomes NaN or an infinity in all outputs of its tile.</para>
/// </remarks>
internal static unsafe partial class WinogradKernel
{
    private const int Panel = BatchTensor<float>.PanelWidth;
    private const int Tile = WinogradLayout.Tile;
    private const int Window = WinogradLayout.Window;
    private const int Positions = WinogradLayout.Positions;

    /// <summary>What transforming a place of a channel takes, to memory and back, in the time of products; measured with 8 to 32 channels and filters.</summary>
    private const int TransformCost = 20;

    /// <summary>Whether this form is possible and faster than the direct one. The sizes alone decide, so that a row's result does not depend on its batch.</summary>
    /// <remarks>Over 28 x 28 places from 17 channels and filters on; over small ones, which whole tiles exceed by far, from more. For both directions together.</remarks>
    public static bool Suits(in ConvolutionGeometry g)
    {
        if (!IsPossible(g))
        {
            return false;
        }

        long pairs = (long)g.Input.Channels * g.Output.Channels;
        long places = (long)(new WinogradLayout(g).Tiles + new WinogradLayout(Transpose(g)).Tiles) * Positions;
        long direct = 2L * g.Output.Height * g.Output.Width * 9 * pairs;
        return direct > places * (pairs + (TransformCost * ((long)g.Input.Channels + g.Output.Channels)));
    }

    /// <summary>Numbers of scratch memory that a call needs.</summary>
    public static int ScratchLength(in ConvolutionGeometry g) => Math.Max(new WinogradLayout(g).Length, new WinogradLayout(Transpose(g)).Length);

    /// <summary><see cref="ConvolutionKernel.Forward{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T}, in ConvolutionGeometry, int, bool, int, bool)"/> with scratch memory of <see cref="ScratchLength"/>.</summary>
    /// <exception cref="ArgumentException">A span is too short for the sizes, or the sizes are not those of a 3 x 3 kernel with stride 1.</exception>
    public static void Forward<T>(
        ReadOnlySpan<T> weights,
        ReadOnlySpan<T> bias,
        ReadOnlySpan<T> input,
        Span<T> output,
        in ConvolutionGeometry geometry,
        int panels,
        bool accumulate,
        Span<T> scratch,
        int lastRows = Panel,
        bool rectify = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Forward(weights, bias, input, output, geometry, panels, accumulate, scratch, lastRows, InstructionSets.Best<T>(), rectify);

    /// <summary><see cref="ConvolutionKernel.InputGradient{T}(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T}, in ConvolutionGeometry, int, bool, int, ReadOnlySpan{T})"/> with scratch memory of <see cref="ScratchLength"/>.</summary>
    /// <exception cref="ArgumentException">A span is too short for the sizes, or the sizes are not those of a 3 x 3 kernel with stride 1.</exception>
    public static void InputGradient<T>(
        ReadOnlySpan<T> weights,
        ReadOnlySpan<T> outputGradient,
        Span<T> inputGradient,
        in ConvolutionGeometry geometry,
        int panels,
        bool accumulate,
        Span<T> scratch,
        int lastRows = Panel,
        ReadOnlySpan<T> gate = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        InputGradient(weights, outputGradient, inputGradient, geometry, panels, accumulate, scratch, lastRows, InstructionSets.Best<T>(), gate);

    /// <summary>dK of each panel, one after another in <paramref name="weightGradients"/>; <see cref="ConvolutionKernel"/>'s weight gradient is their sum.</summary>
    /// <remarks>Padding lanes take part: their dZ is zero.</remarks>
    /// <exception cref="ArgumentException">A span is too short for the sizes, or the sizes are not those of a 3 x 3 kernel with stride 1.</exception>
    public static void WeightGradients<T>(
        ReadOnlySpan<T> outputGradient, ReadOnlySpan<T> input, Span<T> weightGradients, in ConvolutionGeometry geometry, int panels, Span<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        WeightGradients(outputGradient, input, weightGradients, geometry, panels, scratch, InstructionSets.Best<T>());

    internal static void Forward<T>(
        ReadOnlySpan<T> weights,
        ReadOnlySpan<T> bias,
        ReadOnlySpan<T> input,
        Span<T> output,
        in ConvolutionGeometry geometry,
        int panels,
        bool accumulate,
        Span<T> scratch,
        int lastRows,
        InstructionSet set,
        bool rectify = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(weights.Length, input.Length, output.Length, scratch.Length, geometry, panels, lastRows);
        KernelGuard.AtLeast(bias.Length, bias.IsEmpty ? 0 : geometry.Output.Channels, nameof(bias));
        fixed (T* w = weights, b = bias, x = input, z = output, s = scratch)
        {
            Run(set, w, false, new WinogradTarget<T> { Output = z, Bias = b, Accumulate = accumulate, Rectify = rectify }, x, geometry, panels, lastRows, s);
        }
    }

    internal static void InputGradient<T>(
        ReadOnlySpan<T> weights,
        ReadOnlySpan<T> outputGradient,
        Span<T> inputGradient,
        in ConvolutionGeometry geometry,
        int panels,
        bool accumulate,
        Span<T> scratch,
        int lastRows,
        InstructionSet set,
        ReadOnlySpan<T> gate = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(weights.Length, inputGradient.Length, outputGradient.Length, scratch.Length, geometry, panels, lastRows);
        KernelGuard.AtLeast(gate.Length, gate.IsEmpty ? 0 : (long)geometry.Input.Size * panels * Panel, nameof(gate));
        fixed (T* w = weights, dz = outputGradient, dx = inputGradient, y = gate, s = scratch)
        {
            nint toGate = y == null ? 0 : (nint)((byte*)y - (byte*)dx);
            Run(set, w, true, new WinogradTarget<T> { Output = dx, Accumulate = accumulate, Gate = toGate }, dz, Transpose(geometry), panels, lastRows, s);
        }
    }

    internal static void WeightGradients<T>(
        ReadOnlySpan<T> outputGradient, ReadOnlySpan<T> input, Span<T> weightGradients, in ConvolutionGeometry geometry, int panels, Span<T> scratch, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int weights = geometry.Output.Channels * geometry.WeightsPerFilter;
        Check(weights, input.Length, outputGradient.Length, scratch.Length, geometry, panels, Panel);
        KernelGuard.AtLeast(weightGradients.Length, (long)panels * weights, nameof(weightGradients));
        fixed (T* dz = outputGradient, x = input, s = scratch, dk = weightGradients)
        {
            switch (set)
            {
                case InstructionSet.Avx512:
                    WeightGradients<Simd512<T>, Vector512<T>, T>(dz, x, dk, geometry, panels, s, set);
                    break;
                case InstructionSet.Avx2:
                    WeightGradients<Simd256<T>, Vector256<T>, T>(dz, x, dk, geometry, panels, s, set);
                    break;
                case InstructionSet.Vector128:
                    WeightGradients<Simd128<T>, Vector128<T>, T>(dz, x, dk, geometry, panels, s, set);
                    break;
                default:
                    WeightGradients<SimdScalar<T>, T, T>(dz, x, dk, geometry, panels, s, set);
                    break;
            }
        }
    }

    private static void Run<T>(
        InstructionSet set, T* weights, bool transposed, in WinogradTarget<T> target, T* input, in ConvolutionGeometry g, int panels, int lastRows, T* scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (set)
        {
            case InstructionSet.Avx512:
                Run<Simd512<T>, Vector512<T>, T>(weights, transposed, target, input, g, panels, lastRows, scratch);
                break;
            case InstructionSet.Avx2:
                Run<Simd256<T>, Vector256<T>, T>(weights, transposed, target, input, g, panels, lastRows, scratch);
                break;
            case InstructionSet.Vector128:
                Run<Simd128<T>, Vector128<T>, T>(weights, transposed, target, input, g, panels, lastRows, scratch);
                break;
            default:
                Run<SimdScalar<T>, T, T>(weights, transposed, target, input, g, panels, lastRows, scratch);
                break;
        }
    }

    /// <summary>The convolution that an input gradient is: of dZ, with the filters turned by half a turn and filters and channels exchanged.</summary>
    private static ConvolutionGeometry Transpose(in ConvolutionGeometry g) => new(g.Output, g.Input, 3, 3, 1, 2 - g.PadTop, 2 - g.PadLeft);

    private static bool IsPossible(in ConvolutionGeometry g) => g is { KernelHeight: 3, KernelWidth: 3, Stride: 1, PadTop: >= 0 and <= 2, PadLeft: >= 0 and <= 2 };

    private static void Check(int weights, int input, int output, int scratch, in ConvolutionGeometry g, int panels, int lastRows)
    {
        if (!IsPossible(g))
        {
            throw new ArgumentException($"This form needs a 3 x 3 kernel, stride 1 and padding of at most 2, but was given {g}.", nameof(g));
        }

        ConvolutionKernel.Check(weights, input, output, g, panels, lastRows);
        KernelGuard.AtLeast(scratch, ScratchLength(g), nameof(scratch));
    }
}
