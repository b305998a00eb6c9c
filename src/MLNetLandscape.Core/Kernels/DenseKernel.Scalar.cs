namespace MLNetLandscape.Core.Kernels;

/// <content>The specification.</content>
internal static partial class DenseKernel
{
    private static void ForwardScalar<T>(
        ReadOnlySpan<T> weights, ReadOnlySpan<T> bias, ReadOnlySpan<T> input, Span<T> output, int outputs, int inputs, int panels, bool accumulate, bool rectify)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int p = 0; p < panels; p++)
        {
            ReadOnlySpan<T> x = input.Slice(p * inputs * Panel, inputs * Panel);
            Span<T> z = output.Slice(p * outputs * Panel, outputs * Panel);
            for (int o = 0; o < outputs; o++)
            {
                T b = bias.IsEmpty ? T.Zero : bias[o];
                for (int lane = 0; lane < Panel; lane++)
                {
                    T sum = accumulate ? z[(o * Panel) + lane] + b : b;
                    for (int i = 0; i < inputs; i++)
                    {
                        sum = T.FusedMultiplyAdd(weights[(o * inputs) + i], x[(i * Panel) + lane], sum);
                    }

                    z[(o * Panel) + lane] = sum;
                }
            }
        }

        if (rectify)
        {
            ReluKernel.Apply(output[..(panels * outputs * Panel)], T.Zero, InstructionSet.Scalar);
        }
    }

    private static void InputGradientScalar<T>(
        ReadOnlySpan<T> weights, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int outputs, int inputs, int panels, bool accumulate, ReadOnlySpan<T> gate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int p = 0; p < panels; p++)
        {
            ReadOnlySpan<T> dz = outputGradient.Slice(p * outputs * Panel, outputs * Panel);
            Span<T> dx = inputGradient.Slice(p * inputs * Panel, inputs * Panel);
            for (int i = 0; i < inputs; i++)
            {
                for (int lane = 0; lane < Panel; lane++)
                {
                    T sum = accumulate ? dx[(i * Panel) + lane] : T.Zero;
                    for (int o = 0; o < outputs; o++)
                    {
                        sum = T.FusedMultiplyAdd(weights[(o * inputs) + i], dz[(o * Panel) + lane], sum);
                    }

                    dx[(i * Panel) + lane] = sum;
                }
            }
        }

        if (!gate.IsEmpty)
        {
            ReluKernel.MultiplyByDerivative(gate[..(panels * inputs * Panel)], inputGradient[..(panels * inputs * Panel)], T.Zero, InstructionSet.Scalar);
        }
    }

    private static void WeightGradientScalar<T>(
        ReadOnlySpan<T> outputGradient,
        ReadOnlySpan<T> inputRows,
        Span<T> weightGradient,
        int rows,
        int outputs,
        in RowLayout layout,
        int firstOutput,
        int endOutput,
        bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int inputs = layout.Features;
        for (int o = firstOutput; o < endOutput; o++)
        {
            for (int i = 0; i < inputs; i++)
            {
                T sum = accumulate ? weightGradient[((o - firstOutput) * inputs) + i] : T.Zero;
                for (int row = 0; row < rows; row++)
                {
                    T dz = outputGradient[(((row / Panel * outputs) + o) * Panel) + (row % Panel)];
                    T x = inputRows[layout.IndexOf(row, i)];
                    sum = T.FusedMultiplyAdd(dz, x, sum);
                }

                weightGradient[((o - firstOutput) * inputs) + i] = sum;
            }
        }
    }

    private static void BiasGradientScalar<T>(
        ReadOnlySpan<T> outputGradient, Span<T> biasGradient, int rows, int outputs, int firstOutput, int endOutput)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int o = firstOutput; o < endOutput; o++)
        {
            T sum = T.Zero;
            for (int row = 0; row < rows; row++)
            {
                sum += outputGradient[(((row / Panel * outputs) + o) * Panel) + (row % Panel)];
            }

            biasGradient[o - firstOutput] = sum;
        }
    }
}
