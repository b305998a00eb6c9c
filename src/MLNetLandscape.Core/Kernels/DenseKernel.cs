using System.Runtime.Intrinsics;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Kernels;

/// <summary>Products of a row-major weight matrix W (outputs x inputs) with panels ([feature][32 rows]), and of panels with rows.</summary>
/// <remarks>
/// Every sum of the first three runs in a fixed order with one fused multiply-add per term, whatever the instruction set and however the caller
/// splits panels or outputs: the results are equal bit for bit. The bias gradient's order depends on the width of the vectors, not on the split.
/// </remarks>
internal static unsafe partial class DenseKernel
{
    /// <summary>Rows of W whose gradient is computed at a time: two tiles of AVX-512, whose part of 128 rows of dZ takes 12 KiB.</summary>
    public const int RowsPerBlock = 24;

    private const int Panel = BatchTensor<float>.PanelWidth;

    /// <summary>Z = W X + b for each panel; with <paramref name="accumulate"/>, Z += W X + b. An empty bias is zero.</summary>
    /// <param name="weights">W.</param>
    /// <param name="bias">b, or empty.</param>
    /// <param name="input">X, the panels.</param>
    /// <param name="output">Z, the panels.</param>
    /// <param name="outputs">Rows of W.</param>
    /// <param name="inputs">Columns of W.</param>
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
        int outputs,
        int inputs,
        int panels,
        bool accumulate,
        int lastRows = Panel,
        bool rectify = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Forward(weights, bias, input, output, outputs, inputs, panels, accumulate, lastRows, InstructionSets.Best<T>(), rectify);

    /// <summary>dX = W' dZ for each panel; with <paramref name="accumulate"/>, dX += W' dZ.</summary>
    /// <param name="weights">W.</param>
    /// <param name="outputGradient">dZ, the panels.</param>
    /// <param name="inputGradient">dX, the panels.</param>
    /// <param name="outputs">Rows of W.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="panels">How many panels.</param>
    /// <param name="accumulate">Whether to add.</param>
    /// <param name="lastRows">Rows in use in the last panel: vectors that hold padding alone are set to zero (left as they are when accumulating).</param>
    /// <param name="gate">As long as dX, or empty: where it is not positive, dX becomes zero, as <see cref="ReluKernel"/> would make it with these outputs.</param>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void InputGradient<T>(
        ReadOnlySpan<T> weights,
        ReadOnlySpan<T> outputGradient,
        Span<T> inputGradient,
        int outputs,
        int inputs,
        int panels,
        bool accumulate,
        int lastRows = Panel,
        ReadOnlySpan<T> gate = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        InputGradient(weights, outputGradient, inputGradient, outputs, inputs, panels, accumulate, lastRows, InstructionSets.Best<T>(), gate);

    /// <summary>dW = dZ X' over all rows, for the rows [<paramref name="firstOutput"/>, <paramref name="endOutput"/>) of W; with <paramref name="accumulate"/>, dW += dZ X'.</summary>
    /// <param name="outputGradient">dZ, all panels of the batch.</param>
    /// <param name="inputRows">X, laid out as <paramref name="layout"/> says.</param>
    /// <param name="weightGradient">Those rows of dW alone.</param>
    /// <param name="rows">Rows of the batch; padding is not read.</param>
    /// <param name="outputs">Rows of W.</param>
    /// <param name="layout">Columns of W, and where X has them.</param>
    /// <param name="firstOutput">The first row of W.</param>
    /// <param name="endOutput">One past the last row of W.</param>
    /// <param name="accumulate">Whether to add.</param>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void WeightGradient<T>(
        ReadOnlySpan<T> outputGradient,
        ReadOnlySpan<T> inputRows,
        Span<T> weightGradient,
        int rows,
        int outputs,
        in RowLayout layout,
        int firstOutput,
        int endOutput,
        bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        WeightGradient(outputGradient, inputRows, weightGradient, rows, outputs, layout, firstOutput, endOutput, accumulate, InstructionSets.Best<T>());

    /// <summary>db = the sum of dZ over all rows, for the outputs [<paramref name="firstOutput"/>, <paramref name="endOutput"/>) alone.</summary>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void BiasGradient<T>(
        ReadOnlySpan<T> outputGradient, Span<T> biasGradient, int rows, int outputs, int firstOutput, int endOutput)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        BiasGradient(outputGradient, biasGradient, rows, outputs, firstOutput, endOutput, InstructionSets.Best<T>());

    internal static void Forward<T>(
        ReadOnlySpan<T> weights,
        ReadOnlySpan<T> bias,
        ReadOnlySpan<T> input,
        Span<T> output,
        int outputs,
        int inputs,
        int panels,
        bool accumulate,
        int lastRows,
        InstructionSet set,
        bool rectify = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        KernelGuard.Sizes(outputs, inputs, panels, lastRows);
        KernelGuard.AtLeast(weights.Length, (long)outputs * inputs, nameof(weights));
        KernelGuard.AtLeast(bias.Length, bias.IsEmpty ? 0 : outputs, nameof(bias));
        KernelGuard.AtLeast(input.Length, (long)inputs * panels * Panel, nameof(input));
        KernelGuard.AtLeast(output.Length, (long)outputs * panels * Panel, nameof(output));
        fixed (T* w = weights, b = bias, x = input, z = output)
        {
            switch (set)
            {
                case InstructionSet.Avx512:
                    Forward<Simd512<T>, Vector512<T>, T>(w, b, x, z, outputs, inputs, panels, accumulate, lastRows, rectify);
                    break;
                case InstructionSet.Avx2:
                    Forward<Simd256<T>, Vector256<T>, T>(w, b, x, z, outputs, inputs, panels, accumulate, lastRows, rectify);
                    break;
                case InstructionSet.Vector128:
                    Forward<Simd128<T>, Vector128<T>, T>(w, b, x, z, outputs, inputs, panels, accumulate, lastRows, rectify);
                    break;
                default:
                    ForwardScalar(weights, bias, input, output, outputs, inputs, panels, accumulate, rectify);
                    break;
            }
        }
    }

    internal static void InputGradient<T>(
        ReadOnlySpan<T> weights,
        ReadOnlySpan<T> outputGradient,
        Span<T> inputGradient,
        int outputs,
        int inputs,
        int panels,
        bool accumulate,
        int lastRows,
        InstructionSet set,
        ReadOnlySpan<T> gate = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        KernelGuard.Sizes(outputs, inputs, panels, lastRows);
        KernelGuard.AtLeast(weights.Length, (long)outputs * inputs, nameof(weights));
        KernelGuard.AtLeast(outputGradient.Length, (long)outputs * panels * Panel, nameof(outputGradient));
        KernelGuard.AtLeast(inputGradient.Length, (long)inputs * panels * Panel, nameof(inputGradient));
        KernelGuard.AtLeast(gate.Length, gate.IsEmpty ? 0 : (long)inputs * panels * Panel, nameof(gate));
        fixed (T* w = weights, dz = outputGradient, dx = inputGradient, y = gate)
        {
            switch (set)
            {
                case InstructionSet.Avx512:
                    InputGradient<Simd512<T>, Vector512<T>, T>(w, dz, dx, outputs, inputs, panels, accumulate, lastRows, y);
                    break;
                case InstructionSet.Avx2:
                    InputGradient<Simd256<T>, Vector256<T>, T>(w, dz, dx, outputs, inputs, panels, accumulate, lastRows, y);
                    break;
                case InstructionSet.Vector128:
                    InputGradient<Simd128<T>, Vector128<T>, T>(w, dz, dx, outputs, inputs, panels, accumulate, lastRows, y);
                    break;
                default:
                    InputGradientScalar(weights, outputGradient, inputGradient, outputs, inputs, panels, accumulate, gate);
                    break;
            }
        }
    }

    internal static void WeightGradient<T>(
        ReadOnlySpan<T> outputGradient,
        ReadOnlySpan<T> inputRows,
        Span<T> weightGradient,
        int rows,
        int outputs,
        in RowLayout layout,
        int firstOutput,
        int endOutput,
        bool accumulate,
        InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckGradient(outputGradient.Length, rows, outputs, firstOutput, endOutput);
        KernelGuard.Sizes(outputs, layout.Features, 1, Panel);
        KernelGuard.AtLeast(inputRows.Length, layout.Length(rows), nameof(inputRows));
        KernelGuard.AtLeast(weightGradient.Length, (long)(endOutput - firstOutput) * layout.Features, nameof(weightGradient));
        fixed (T* dz = outputGradient, x = inputRows, dw = weightGradient)
        {
            switch (set)
            {
                case InstructionSet.Avx512:
                    WeightGradient<Simd512<T>, Vector512<T>, T>(dz, x, dw, rows, outputs, layout, firstOutput, endOutput, accumulate);
                    break;
                case InstructionSet.Avx2:
                    WeightGradient<Simd256<T>, Vector256<T>, T>(dz, x, dw, rows, outputs, layout, firstOutput, endOutput, accumulate);
                    break;
                case InstructionSet.Vector128:
                    WeightGradient<Simd128<T>, Vector128<T>, T>(dz, x, dw, rows, outputs, layout, firstOutput, endOutput, accumulate);
                    break;
                default:
                    WeightGradientScalar(outputGradient, inputRows, weightGradient, rows, outputs, layout, firstOutput, endOutput, accumulate);
                    break;
            }
        }
    }

    internal static void BiasGradient<T>(
        ReadOnlySpan<T> outputGradient, Span<T> biasGradient, int rows, int outputs, int firstOutput, int endOutput, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckGradient(outputGradient.Length, rows, outputs, firstOutput, endOutput);
        KernelGuard.AtLeast(biasGradient.Length, endOutput - firstOutput, nameof(biasGradient));
        fixed (T* dz = outputGradient, db = biasGradient)
        {
            switch (set)
            {
                case InstructionSet.Avx512:
                    BiasGradient<Simd512<T>, Vector512<T>, T>(dz, db, rows, outputs, firstOutput, endOutput);
                    break;
                case InstructionSet.Avx2:
                    BiasGradient<Simd256<T>, Vector256<T>, T>(dz, db, rows, outputs, firstOutput, endOutput);
                    break;
                case InstructionSet.Vector128:
                    BiasGradient<Simd128<T>, Vector128<T>, T>(dz, db, rows, outputs, firstOutput, endOutput);
                    break;
                default:
                    BiasGradientScalar(outputGradient, biasGradient, rows, outputs, firstOutput, endOutput);
                    break;
            }
        }
    }

    private static void CheckGradient(int outputGradient, int rows, int outputs, int firstOutput, int endOutput)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        KernelGuard.Range(firstOutput, endOutput, outputs);
        KernelGuard.AtLeast(outputGradient, (long)BatchTensor<float>.PanelsFor(rows) * outputs * Panel, nameof(outputGradient));
    }
}
