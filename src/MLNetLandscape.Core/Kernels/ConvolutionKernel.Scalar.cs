namespace MLNetLandscape.Core.Kernels;

/// <content>The specification.</content>
internal static partial class ConvolutionKernel
{
    private static void ForwardScalar<T>(
        ReadOnlySpan<T> weights, ReadOnlySpan<T> bias, ReadOnlySpan<T> input, Span<T> output, in ConvolutionGeometry g, int panels, bool accumulate, bool rectify)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int inSize = g.Input.Size * Panel;
        int outSize = g.Output.Size * Panel;
        for (int p = 0; p < panels; p++)
        {
            Span<T> z = output.Slice(p * outSize, outSize);
            if (!accumulate)
            {
                z.Clear();
            }

            for (int f = 0; f < g.Output.Channels && !bias.IsEmpty; f++)
            {
                foreach (ref T value in z.Slice(f * g.Output.Height * g.Output.Width * Panel, g.Output.Height * g.Output.Width * Panel))
                {
                    value += bias[f];
                }
            }

            for (Taps taps = new(g); taps.MoveNext();)
            {
                T w = weights[taps.Weight];
                ReadOnlySpan<T> x = input.Slice((p * inSize) + (taps.Input * Panel), Panel);
                Span<T> target = z.Slice(taps.Output * Panel, Panel);
                for (int lane = 0; lane < Panel; lane++)
                {
                    target[lane] = T.FusedMultiplyAdd(w, x[lane], target[lane]);
                }
            }
        }

        if (rectify)
        {
            ReluKernel.Apply(output[..(panels * outSize)], T.Zero, InstructionSet.Scalar);
        }
    }

    private static void InputGradientScalar<T>(
        ReadOnlySpan<T> weights, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, in ConvolutionGeometry g, int panels, bool accumulate, ReadOnlySpan<T> gate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int inSize = g.Input.Size * Panel;
        int outSize = g.Output.Size * Panel;
        for (int p = 0; p < panels; p++)
        {
            Span<T> dx = inputGradient.Slice(p * inSize, inSize);
            if (!accumulate)
            {
                dx.Clear();
            }

            for (Taps taps = new(g); taps.MoveNext();)
            {
                T w = weights[taps.Weight];
                ReadOnlySpan<T> dz = outputGradient.Slice((p * outSize) + (taps.Output * Panel), Panel);
                Span<T> target = dx.Slice(taps.Input * Panel, Panel);
                for (int lane = 0; lane < Panel; lane++)
                {
                    target[lane] = T.FusedMultiplyAdd(w, dz[lane], target[lane]);
                }
            }
        }

        if (!gate.IsEmpty)
        {
            ReluKernel.MultiplyByDerivative(gate[..(panels * inSize)], inputGradient[..(panels * inSize)], T.Zero, InstructionSet.Scalar);
        }
    }

    private static void WeightGradientScalar<T>(
        ReadOnlySpan<T> outputGradient,
        ReadOnlySpan<T> input,
        Span<T> weightGradient,
        in ConvolutionGeometry g,
        int panels,
        int firstFilter,
        int endFilter,
        bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!accumulate)
        {
            weightGradient[(firstFilter * g.WeightsPerFilter)..(endFilter * g.WeightsPerFilter)].Clear();
        }

        for (int p = 0; p < panels; p++)
        {
            for (Taps taps = new(g); taps.MoveNext();)
            {
                if (taps.Filter < firstFilter || taps.Filter >= endFilter)
                {
                    continue;
                }

                ReadOnlySpan<T> dz = outputGradient.Slice(((p * g.Output.Size) + taps.Output) * Panel, Panel);
                ReadOnlySpan<T> x = input.Slice(((p * g.Input.Size) + taps.Input) * Panel, Panel);
                T sum = T.Zero;
                for (int lane = 0; lane < Panel; lane++)
                {
                    sum = T.FusedMultiplyAdd(dz[lane], x[lane], sum);
                }

                weightGradient[taps.Weight] += sum;
            }
        }
    }

    private static void BiasGradientScalar<T>(
        ReadOnlySpan<T> outputGradient, Span<T> biasGradient, in ConvolutionGeometry g, int panels, int firstFilter, int endFilter)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int place = g.Output.Height * g.Output.Width * Panel;
        for (int f = firstFilter; f < endFilter; f++)
        {
            T sum = T.Zero;
            for (int p = 0; p < panels; p++)
            {
                foreach (T dz in outputGradient.Slice(((p * g.Output.Channels) + f) * place, place))
                {
                    sum += dz;
                }
            }

            biasGradient[f] = sum;
        }
    }

    /// <summary>Walks over all products of a convolution: which weight joins which input place to which output place.</summary>
    private struct Taps(ConvolutionGeometry g)
    {
        private int filter;
        private int y;
        private int x;
        private int channel;
        private int ky;
        private int kx = -1;

        public int Filter => filter;

        public int Weight => (((((filter * g.Input.Channels) + channel) * g.KernelHeight) + ky) * g.KernelWidth) + kx;

        public int Output => (((filter * g.Output.Height) + y) * g.Output.Width) + x;

        public int Input => (((channel * g.Input.Height) + InputY) * g.Input.Width) + InputX;

        private int InputY => (y * g.Stride) + ky - g.PadTop;

        private int InputX => (x * g.Stride) + kx - g.PadLeft;

        public bool MoveNext()
        {
            do
            {
                if (!Advance())
                {
                    return false;
                }
            }
            while (InputY < 0 || InputY >= g.Input.Height || InputX < 0 || InputX >= g.Input.Width);
            return true;
        }

        private bool Advance()
        {
            if (++kx < g.KernelWidth)
            {
                return true;
            }

            kx = 0;
            if (++ky < g.KernelHeight)
            {
                return true;
            }

            ky = 0;
            if (++channel < g.Input.Channels)
            {
                return true;
            }

            channel = 0;
            if (++x < g.Output.Width)
            {
                return true;
            }

            x = 0;
            if (++y < g.Output.Height)
            {
                return true;
            }

            y = 0;
            return ++filter < g.Output.Channels;
        }
    }
}
