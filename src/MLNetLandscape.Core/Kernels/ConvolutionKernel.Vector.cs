namespace MLNetLandscape.Core.Kernels;

/// <content>The vector forms of the forward pass and the input gradient: the dense layers' register tile with other strides.</content>
internal static unsafe partial class ConvolutionKernel
{
    // Bounds: the segments leave only taps with 0 <= iy < height and 0 <= ix < width. So an input address is
    // (((p channels + c) height + iy) width + ix) 32 + lane < panels Input.Size 32, a weight address
    // ((f channels + c) kernel height + ky) kernel width + kx < filters WeightsPerFilter, and an output address
    // (((p filters + f) rows + y) columns + x) 32 + lane < panels Output.Size 32. All checked at entry.
    private static void Forward<TSimd, TVector, T>(
        T* weights, T* bias, T* input, T* output, in ConvolutionGeometry g, int panels, bool accumulate, int lastRows)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int p = 0; p < panels; p++)
        {
            T* x = input + ((nint)p * g.Input.Size * Panel);
            T* z = output + ((nint)p * g.Output.Size * Panel);
            int vectors = PrepareVectors<TSimd, TVector, T>(z, g.Output.Size, p == panels - 1 ? lastRows : Panel, accumulate);
            for (TapSegments rows = Rows(g); rows.MoveNext();)
            {
                for (int y = rows.Start; y < rows.End; y++)
                {
                    T* inputRow = x + ((nint)(rows.FirstInput + ((y - rows.Start) * g.Stride)) * g.Input.Width * Panel);
                    T* outputRow = z + ((nint)y * g.Output.Width * Panel);
                    for (TapSegments columns = Columns(g); columns.MoveNext();)
                    {
                        TapLoop loop = ForwardLoop<T>(g, rows, columns, accumulate);
                        T* w = weights + (rows.FirstTap * g.KernelWidth) + columns.FirstTap;
                        TileRunner.Run<TSimd, TVector, T>(
                            g.Output.Channels, vectors, w, inputRow + ((nint)columns.FirstInput * Panel), outputRow + ((nint)columns.Start * Panel), bias, loop);
                    }
                }
            }
        }
    }

    private static TapLoop ForwardLoop<T>(in ConvolutionGeometry g, in TapSegments rows, in TapSegments columns, bool accumulate)
        where T : unmanaged
    {
        nint place = Panel * sizeof(T);
        TapLoop loop = new()
        {
            Count0 = columns.TapCount,
            Count1 = rows.TapCount,
            Count2 = g.Input.Channels,
            WeightRow = (nint)g.WeightsPerFilter * sizeof(T),
            WeightStep0 = sizeof(T),
            WeightStep1 = (nint)(g.KernelWidth - columns.TapCount) * sizeof(T),
            WeightStep2 = (nint)(g.KernelHeight - rows.TapCount) * g.KernelWidth * sizeof(T),
            InputStep0 = place,
            InputStep1 = (g.Input.Width - columns.TapCount) * place,
            InputStep2 = (g.Input.Height - rows.TapCount) * g.Input.Width * place,
            OutputRow = g.Output.Height * g.Output.Width * place,
            // The next channel: its planes are too far apart for the processor to foresee.
            InputPrefetch = g.Input.Height * g.Input.Width * place,
            Items = columns.Count,
            ItemInput = g.Stride * place,
            ItemOutput = place,
            Accumulate = accumulate,
        };
        loop.Collapse();
        return loop;
    }

    // Bounds: the segments leave only outputs with 0 <= oy < rows and 0 <= ox < columns and taps with 0 <= ky < kernel height and
    // 0 <= kx < kernel width; the addresses are Forward's with input and output exchanged.
    private static void InputGradient<TSimd, TVector, T>(
        T* weights, T* outputGradient, T* inputGradient, in ConvolutionGeometry g, int panels, bool accumulate, int lastRows)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int p = 0; p < panels; p++)
        {
            T* dz = outputGradient + ((nint)p * g.Output.Size * Panel);
            T* dx = inputGradient + ((nint)p * g.Input.Size * Panel);
            int vectors = PrepareVectors<TSimd, TVector, T>(dx, g.Input.Size, p == panels - 1 ? lastRows : Panel, accumulate);
            for (OutputSegments rows = new(g.Output.Height, g.Input.Height, g.KernelHeight, g.Stride, g.PadTop); rows.MoveNext();)
            {
                for (int y = rows.Start; y < rows.End; y++)
                {
                    T* outputRow = dz + ((nint)(rows.FirstOutput + y - rows.Start) * g.Output.Width * Panel);
                    T* inputRow = dx + ((nint)y * g.Input.Width * Panel);
                    for (OutputSegments columns = new(g.Output.Width, g.Input.Width, g.KernelWidth, g.Stride, g.PadLeft); columns.MoveNext();)
                    {
                        TapLoop loop = InputGradientLoop<T>(g, rows, columns, accumulate);
                        T* w = weights + (rows.FirstTap * g.KernelWidth) + columns.FirstTap;
                        TileRunner.Run<TSimd, TVector, T>(
                            g.Input.Channels, vectors, w, outputRow + ((nint)columns.FirstOutput * Panel), inputRow + ((nint)columns.Start * Panel), null, loop);
                    }
                }
            }
        }
    }

    /// <summary>Filters, then output rows and columns ascending, which is kernel rows and columns descending by the stride.</summary>
    private static TapLoop InputGradientLoop<T>(in ConvolutionGeometry g, in OutputSegments rows, in OutputSegments columns, bool accumulate)
        where T : unmanaged
    {
        nint place = Panel * sizeof(T);
        nint column = (nint)g.Stride * sizeof(T);
        nint row = g.KernelWidth * column;
        TapLoop loop = new()
        {
            Count0 = columns.TapCount,
            Count1 = rows.TapCount,
            Count2 = g.Output.Channels,
            WeightRow = (nint)g.KernelHeight * g.KernelWidth * sizeof(T),
            WeightStep0 = -column,
            WeightStep1 = (columns.TapCount * column) - row,
            WeightStep2 = (rows.TapCount * row) + ((nint)g.WeightsPerFilter * sizeof(T)),
            InputStep0 = place,
            InputStep1 = (g.Output.Width - columns.TapCount) * place,
            InputStep2 = (g.Output.Height - rows.TapCount) * g.Output.Width * place,
            OutputRow = g.Input.Height * g.Input.Width * place,
            // The next filter's plane.
            InputPrefetch = g.Output.Height * g.Output.Width * place,
            Items = columns.Count,
            ItemInput = place,
            ItemOutput = place,
            Accumulate = accumulate,
        };
        loop.Collapse();
        return loop;
    }

    /// <summary>How many vectors of a panel hold rows; clears the panel where the others would keep old values.</summary>
    private static int PrepareVectors<TSimd, TVector, T>(T* panel, int size, int rows, bool accumulate)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int vectors = (rows + TSimd.Lanes - 1) / TSimd.Lanes;
        if (vectors * TSimd.Lanes < Panel && !accumulate)
        {
            new Span<T>(panel, size * Panel).Clear();
        }

        return vectors;
    }

    private static TapSegments Rows(in ConvolutionGeometry g) => new(g.Output.Height, g.Input.Height, g.KernelHeight, g.Stride, g.PadTop);

    private static TapSegments Columns(in ConvolutionGeometry g) => new(g.Output.Width, g.Input.Width, g.KernelWidth, g.Stride, g.PadLeft);
}
