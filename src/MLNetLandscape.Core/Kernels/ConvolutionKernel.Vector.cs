namespace MLNetLandscape.Core.Kernels;

/// <content>The vector forms of the forward pass and the input gradient: the dense layers' register tile with other strides.</content>
internal static unsafe partial class ConvolutionKernel
{
    /// <summary>Taps of a block of channels: their vectors take 9 KiB of the first cache.</summary>
    private const int TapsPerBlock = 72;

    // Bounds: the segments leave only taps with 0 <= iy < height and 0 <= ix < width. So an input address is
    // (((p channels + c) height + iy) width + ix) 32 + lane < panels Input.Size 32, a weight address
    // ((f channels + c) kernel height + ky) kernel width + kx < filters WeightsPerFilter, and an output address
    // (((p filters + f) rows + y) columns + x) 32 + lane < panels Output.Size 32. All checked at entry.
    private static void Forward<TSimd, TVector, T>(
        T* weights, T* bias, T* input, T* output, in ConvolutionGeometry g, int panels, bool accumulate, int lastRows, bool rectify)
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
                        loop.Rectify = rectify;
                        T* w = weights + (rows.FirstTap * g.KernelWidth) + columns.FirstTap;
                        RunBlocks<TSimd, TVector, T>(
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
        return new TapLoop
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
            Items = columns.Count,
            ItemInput = g.Stride * place,
            ItemOutput = place,
            Accumulate = accumulate,
        };
    }

    // Bounds: the segments leave only outputs with 0 <= oy < rows and 0 <= ox < columns and taps with 0 <= ky < kernel height and
    // 0 <= kx < kernel width; the addresses are Forward's with input and output exchanged. The gate has dX's indices.
    private static void InputGradient<TSimd, TVector, T>(
        T* weights, T* outputGradient, T* inputGradient, in ConvolutionGeometry g, int panels, bool accumulate, int lastRows, T* gate)
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
                        loop.Gate = gate == null ? 0 : (nint)((byte*)gate - (byte*)inputGradient);
                        T* w = weights + (rows.FirstTap * g.KernelWidth) + columns.FirstTap;
                        RunBlocks<TSimd, TVector, T>(
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
        return new TapLoop
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
            Items = columns.Count,
            ItemInput = place,
            ItemOutput = place,
            Accumulate = accumulate,
        };
    }

    /// <summary>Runs a block of channels over all items before the next block, so that a window's vectors are in the first cache when the next item reads them again.</summary>
    /// <remarks>
    /// Channels lie a plane apart, often a multiple of half a page: those of one block compete for the same few sets of the cache, and all of them together
    /// would evict each other. A block continues the sums of the one before, in the same order: the result is the same bit for bit.
    /// </remarks>
    private static void RunBlocks<TSimd, TVector, T>(int rows, int vectors, T* weights, T* input, T* output, T* bias, in TapLoop all)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int perBlock = Math.Max(1, TapsPerBlock / Math.Max(1, all.Count0 * all.Count1));
        for (RowTiles channels = new(all.Count2, perBlock); channels.MoveNext();)
        {
            TapLoop block = all;
            block.Count2 = channels.Height;
            block.Accumulate = all.Accumulate || channels.First > 0;
            bool last = channels.First + channels.Height == all.Count2;
            block.Rectify = all.Rectify && last;
            block.Gate = last ? all.Gate : 0;
            block.Collapse();
            T* w = (T*)((byte*)weights + (channels.First * all.OuterWeight));
            T* x = (T*)((byte*)input + (channels.First * all.OuterInput));
            TileRunner.Run<TSimd, TVector, T>(rows, vectors, w, x, output, channels.First == 0 ? bias : null, block);
        }
    }

    /// <summary>How many vectors of a panel hold rows; clears the panel where the others would keep old values.</summary>
    internal static int PrepareVectors<TSimd, TVector, T>(T* panel, int size, int rows, bool accumulate)
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
