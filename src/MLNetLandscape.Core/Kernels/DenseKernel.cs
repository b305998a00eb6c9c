using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Kernels;

/// <summary>Products of a row-major weight matrix W (outputs x inputs) with panels ([feature][32 rows]), and of panels with rows.</summary>
internal static class DenseKernel
{
    private const int Lanes = BatchTensor<float>.PanelWidth;

    /// <summary>Z = W X + b for each panel; with <paramref name="accumulate"/>, Z += W X + b. An empty bias is zero.</summary>
    public static void Forward<T>(
        ReadOnlySpan<T> weights, ReadOnlySpan<T> bias, ReadOnlySpan<T> input, Span<T> output, int outputs, int inputs, int panels, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int p = 0; p < panels; p++)
        {
            ReadOnlySpan<T> x = input.Slice(p * inputs * Lanes, inputs * Lanes);
            Span<T> z = output.Slice(p * outputs * Lanes, outputs * Lanes);
            for (int o = 0; o < outputs; o++)
            {
                for (int lane = 0; lane < Lanes; lane++)
                {
                    T sum = bias.IsEmpty ? T.Zero : bias[o];
                    for (int i = 0; i < inputs; i++)
                    {
                        sum = T.FusedMultiplyAdd(weights[(o * inputs) + i], x[(i * Lanes) + lane], sum);
                    }

                    z[(o * Lanes) + lane] = accumulate ? z[(o * Lanes) + lane] + sum : sum;
                }
            }
        }
    }

    /// <summary>dX = W' dZ for each panel; with <paramref name="accumulate"/>, dX += W' dZ.</summary>
    public static void InputGradient<T>(
        ReadOnlySpan<T> weights, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int outputs, int inputs, int panels, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int p = 0; p < panels; p++)
        {
            ReadOnlySpan<T> dz = outputGradient.Slice(p * outputs * Lanes, outputs * Lanes);
            Span<T> dx = inputGradient.Slice(p * inputs * Lanes, inputs * Lanes);
            for (int i = 0; i < inputs; i++)
            {
                for (int lane = 0; lane < Lanes; lane++)
                {
                    T sum = T.Zero;
                    for (int o = 0; o < outputs; o++)
                    {
                        sum = T.FusedMultiplyAdd(weights[(o * inputs) + i], dz[(o * Lanes) + lane], sum);
                    }

                    dx[(i * Lanes) + lane] = accumulate ? dx[(i * Lanes) + lane] + sum : sum;
                }
            }
        }
    }

    /// <summary>dW = dZ X' over all rows, for the rows [<paramref name="firstOutput"/>, <paramref name="endOutput"/>) of W; with <paramref name="accumulate"/>, dW += dZ X'.</summary>
    /// <param name="outputGradient">dZ, all panels of the batch.</param>
    /// <param name="inputRows">X, row-major, <paramref name="rows"/> x inputs.</param>
    /// <param name="weightGradient">The whole of dW, outputs x inputs.</param>
    /// <param name="rows">Rows of the batch; padding is not read.</param>
    /// <param name="outputs">Rows of W.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="firstOutput">The first row of W.</param>
    /// <param name="endOutput">One past the last row of W.</param>
    /// <param name="accumulate">Whether to add.</param>
    public static void WeightGradient<T>(
        ReadOnlySpan<T> outputGradient,
        ReadOnlySpan<T> inputRows,
        Span<T> weightGradient,
        int rows,
        int outputs,
        int inputs,
        int firstOutput,
        int endOutput,
        bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int o = firstOutput; o < endOutput; o++)
        {
            for (int i = 0; i < inputs; i++)
            {
                T sum = accumulate ? weightGradient[(o * inputs) + i] : T.Zero;
                for (int row = 0; row < rows; row++)
                {
                    T dz = outputGradient[(((row / Lanes * outputs) + o) * Lanes) + (row % Lanes)];
                    sum = T.FusedMultiplyAdd(dz, inputRows[(row * inputs) + i], sum);
                }

                weightGradient[(o * inputs) + i] = sum;
            }
        }
    }

    /// <summary>db = the sum of dZ over all rows, for the outputs [<paramref name="firstOutput"/>, <paramref name="endOutput"/>).</summary>
    public static void BiasGradient<T>(
        ReadOnlySpan<T> outputGradient, Span<T> biasGradient, int rows, int outputs, int firstOutput, int endOutput)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int o = firstOutput; o < endOutput; o++)
        {
            T sum = T.Zero;
            for (int row = 0; row < rows; row++)
            {
                sum += outputGradient[(((row / Lanes * outputs) + o) * Lanes) + (row % Lanes)];
            }

            biasGradient[o] = sum;
        }
    }
}
