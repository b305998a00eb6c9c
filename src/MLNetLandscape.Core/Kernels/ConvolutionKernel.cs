using System.Runtime.Intrinsics;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Kernels;

/// <summary>2-D cross-correlation of panels with filters K (filters x (channels x kernel height x kernel width)).</summary>
/// <remarks>
/// With rows in the lanes a convolution needs neither packing nor im2col: a place of the output is a dense product of the filters with the vectors of
/// its window, and what differs from place to place is an address. Forward and input gradient sum in a fixed order with one fused multiply-add per
/// term whatever the instruction set. The weight and bias gradients' order depends on the width of the vectors, and never on how filters are split. Where
/// <see cref="WinogradKernel"/> is faster, layers take that, which rounds differently.
/// </remarks>
internal static unsafe partial class ConvolutionKernel
{
    private const int Panel = BatchTensor<float>.PanelWidth;

    /// <summary>Z = K * X + b for each panel; with <paramref name="accumulate"/>, Z += K * X + b. An empty bias is zero.</summary>
    /// <param name="weights">K.</param>
    /// <param name="bias">b, or empty.</param>
    /// <param name="input">X, the panels.</param>
    /// <param name="output">Z, the panels.</param>
    /// <param name="geometry">The sizes.</param>
    /// <param name="panels">How many panels.</param>
    /// <param name="accumulate">Whether to add.</param>
    /// <param name="lastRows">Rows in use in the last panel: vectors that hold padding alone are not computed but set to zero (left as they are when accumulating).</param>
    /// <param name="rectify">Whether to store max(0, z) for every z, as <see cref="ReluKernel"/> would.</param>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void Forward<T>(
        ReadOnlySpan<T> weights,
        ReadOnlySpan<T> bias,
        ReadOnlySpan<T> input,
        Span<T> output,
        in ConvolutionGeometry geometry,
        int panels,
        bool accumulate,
        int lastRows = Panel,
        bool rectify = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Forward(weights, bias, input, output, geometry, panels, accumulate, lastRows, InstructionSets.Best<T>(), rectify);

    /// <summary>dX = the transpose of the convolution applied to dZ, for each panel; with <paramref name="accumulate"/>, dX += ...</summary>
    /// <param name="weights">K.</param>
    /// <param name="outputGradient">dZ, the panels.</param>
    /// <param name="inputGradient">dX, the panels.</param>
    /// <param name="geometry">The sizes.</param>
    /// <param name="panels">How many panels.</param>
    /// <param name="accumulate">Whether to add.</param>
    /// <param name="lastRows">Rows in use in the last panel: vectors that hold padding alone are set to zero (left as they are when accumulating).</param>
    /// <param name="gate">As long as dX, or empty: where it is not positive, dX becomes zero, as <see cref="ReluKernel"/> would make it with these outputs.</param>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void InputGradient<T>(
        ReadOnlySpan<T> weights,
        ReadOnlySpan<T> outputGradient,
        Span<T> inputGradient,
        in ConvolutionGeometry geometry,
        int panels,
        bool accumulate,
        int lastRows = Panel,
        ReadOnlySpan<T> gate = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        InputGradient(weights, outputGradient, inputGradient, geometry, panels, accumulate, lastRows, InstructionSets.Best<T>(), gate);

    /// <summary>dK over all panels, for the filters [<paramref name="firstFilter"/>, <paramref name="endFilter"/>); with <paramref name="accumulate"/>, dK += ...</summary>
    /// <remarks>Padding lanes take part: their dZ is zero.</remarks>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void WeightGradient<T>(
        ReadOnlySpan<T> outputGradient,
        ReadOnlySpan<T> input,
        Span<T> weightGradient,
        in ConvolutionGeometry geometry,
        int panels,
        int firstFilter,
        int endFilter,
        bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        WeightGradient(outputGradient, input, weightGradient, geometry, panels, firstFilter, endFilter, accumulate, InstructionSets.Best<T>());

    /// <summary>db = the sum of dZ over rows and places, for the filters [<paramref name="firstFilter"/>, <paramref name="endFilter"/>).</summary>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void BiasGradient<T>(
        ReadOnlySpan<T> outputGradient, Span<T> biasGradient, in ConvolutionGeometry geometry, int panels, int firstFilter, int endFilter)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        BiasGradient(outputGradient, biasGradient, geometry, panels, firstFilter, endFilter, InstructionSets.Best<T>());

    internal static void Forward<T>(
        ReadOnlySpan<T> weights,
        ReadOnlySpan<T> bias,
        ReadOnlySpan<T> input,
        Span<T> output,
        in ConvolutionGeometry geometry,
        int panels,
        bool accumulate,
        int lastRows,
        InstructionSet set,
        bool rectify = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(weights.Length, input.Length, output.Length, geometry, panels, lastRows);
        KernelGuard.AtLeast(bias.Length, bias.IsEmpty ? 0 : geometry.Output.Channels, nameof(bias));
        fixed (T* w = weights, b = bias, x = input, z = output)
        {
            switch (set)
            {
                case InstructionSet.Avx512:
                    Forward<Simd512<T>, Vector512<T>, T>(w, b, x, z, geometry, panels, accumulate, lastRows, rectify);
                    break;
                case InstructionSet.Avx2:
                    Forward<Simd256<T>, Vector256<T>, T>(w, b, x, z, geometry, panels, accumulate, lastRows, rectify);
                    break;
                case InstructionSet.Vector128:
                    Forward<Simd128<T>, Vector128<T>, T>(w, b, x, z, geometry, panels, accumulate, lastRows, rectify);
                    break;
                default:
                    ForwardScalar(weights, bias, input, output, geometry, panels, accumulate, rectify);
                    break;
            }
        }
    }

    internal static void InputGradient<T>(
        ReadOnlySpan<T> weights,
        ReadOnlySpan<T> outputGradient,
        Span<T> inputGradient,
        in ConvolutionGeometry geometry,
        int panels,
        bool accumulate,
        int lastRows,
        InstructionSet set,
        ReadOnlySpan<T> gate = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(weights.Length, inputGradient.Length, outputGradient.Length, geometry, panels, lastRows);
        KernelGuard.AtLeast(gate.Length, gate.IsEmpty ? 0 : (long)geometry.Input.Size * panels * Panel, nameof(gate));
        fixed (T* w = weights, dz = outputGradient, dx = inputGradient, y = gate)
        {
            switch (set)
            {
                case InstructionSet.Avx512:
                    InputGradient<Simd512<T>, Vector512<T>, T>(w, dz, dx, geometry, panels, accumulate, lastRows, y);
                    break;
                case InstructionSet.Avx2:
                    InputGradient<Simd256<T>, Vector256<T>, T>(w, dz, dx, geometry, panels, accumulate, lastRows, y);
                    break;
                case InstructionSet.Vector128:
                    InputGradient<Simd128<T>, Vector128<T>, T>(w, dz, dx, geometry, panels, accumulate, lastRows, y);
                    break;
                default:
                    InputGradientScalar(weights, outputGradient, inputGradient, geometry, panels, accumulate, gate);
                    break;
            }
        }
    }

    internal static void WeightGradient<T>(
        ReadOnlySpan<T> outputGradient,
        ReadOnlySpan<T> input,
        Span<T> weightGradient,
        in ConvolutionGeometry geometry,
        int panels,
        int firstFilter,
        int endFilter,
        bool accumulate,
        InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(weightGradient.Length, input.Length, outputGradient.Length, geometry, panels, Panel);
        KernelGuard.Range(firstFilter, endFilter, geometry.Output.Channels);
        if (set != InstructionSet.Scalar && !accumulate)
        {
            weightGradient[(firstFilter * geometry.WeightsPerFilter)..(endFilter * geometry.WeightsPerFilter)].Clear();
        }

        fixed (T* dz = outputGradient, x = input, dk = weightGradient)
        {
            switch (set)
            {
                case InstructionSet.Avx512:
                    WeightGradient<Simd512<T>, Vector512<T>, T>(dz, x, dk, geometry, panels, firstFilter, endFilter);
                    break;
                case InstructionSet.Avx2:
                    WeightGradient<Simd256<T>, Vector256<T>, T>(dz, x, dk, geometry, panels, firstFilter, endFilter);
                    break;
                case InstructionSet.Vector128:
                    WeightGradient<Simd128<T>, Vector128<T>, T>(dz, x, dk, geometry, panels, firstFilter, endFilter);
                    break;
                default:
                    WeightGradientScalar(outputGradient, input, weightGradient, geometry, panels, firstFilter, endFilter, accumulate);
                    break;
            }
        }
    }

    internal static void BiasGradient<T>(
        ReadOnlySpan<T> outputGradient,
        Span<T> biasGradient,
        in ConvolutionGeometry geometry,
        int panels,
        int firstFilter,
        int endFilter,
        InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        KernelGuard.Range(firstFilter, endFilter, geometry.Output.Channels);
        KernelGuard.AtLeast(outputGradient.Length, (long)geometry.Output.Size * panels * Panel, nameof(outputGradient));
        KernelGuard.AtLeast(biasGradient.Length, endFilter, nameof(biasGradient));
        fixed (T* dz = outputGradient, db = biasGradient)
        {
            switch (set)
            {
                case InstructionSet.Avx512:
                    BiasGradient<Simd512<T>, Vector512<T>, T>(dz, db, geometry, panels, firstFilter, endFilter);
                    break;
                case InstructionSet.Avx2:
                    BiasGradient<Simd256<T>, Vector256<T>, T>(dz, db, geometry, panels, firstFilter, endFilter);
                    break;
                case InstructionSet.Vector128:
                    BiasGradient<Simd128<T>, Vector128<T>, T>(dz, db, geometry, panels, firstFilter, endFilter);
                    break;
                default:
                    BiasGradientScalar(outputGradient, biasGradient, geometry, panels, firstFilter, endFilter);
                    break;
            }
        }
    }

    internal static void Check(int weights, int input, int output, in ConvolutionGeometry g, int panels, int lastRows)
    {
        KernelGuard.Sizes(g.Output.Channels, g.Input.Channels, panels, lastRows);
        if (g.KernelHeight < 1 || g.KernelWidth < 1 || g.Stride < 1 || g.PadTop < 0 || g.PadLeft < 0)
        {
            throw new ArgumentException($"A convolution needs a kernel and stride of at least 1 and no negative padding, but was {g}.", nameof(g));
        }

        KernelGuard.AtLeast(weights, (long)g.Output.Channels * g.WeightsPerFilter, nameof(weights));
        KernelGuard.AtLeast(input, (long)g.Input.Size * panels * Panel, nameof(input));
        KernelGuard.AtLeast(output, (long)g.Output.Size * panels * Panel, nameof(output));
    }
}
