namespace MLNetLandscape.Core.Kernels;

/// <content>The vector forms of the weight and bias gradients.</content>
internal static unsafe partial class ConvolutionKernel
{
    /// <summary>Places of a band of rows. The rows of X and dZ that belong to a band stay in the second cache while all weights pass: 0.9 MiB for 32 channels to 32.</summary>
    private const int PlacesPerBand = 84;

    // Bounds: a rectangle of places whose taps [FirstTap, FirstTap + TapCount) all lie within the input, so every input address is
    // (((p channels + c) height + iy) width + ix) 32 + lane with iy and ix in range; dZ and dK as in Forward. All checked at entry.
    private static void WeightGradient<TSimd, TVector, T>(
        T* outputGradient, T* input, T* weightGradient, in ConvolutionGeometry g, int panels, int firstFilter, int endFilter)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* dk = weightGradient + ((nint)firstFilter * g.WeightsPerFilter);
        int bandRows = Math.Max(1, PlacesPerBand / g.Output.Width);
        for (int p = 0; p < panels; p++)
        {
            T* dz = outputGradient + (((nint)p * g.Output.Size) + ((nint)firstFilter * g.Output.Height * g.Output.Width)) * Panel;
            T* x = input + ((nint)p * g.Input.Size * Panel);
            for (TapSegments rows = Rows(g); rows.MoveNext();)
            {
                for (RowTiles band = new(rows.Count, bandRows); band.MoveNext();)
                {
                    for (TapSegments columns = Columns(g); columns.MoveNext();)
                    {
                        Rectangle<TSimd, TVector, T>(dz, x, dk, g, endFilter - firstFilter, rows, band, columns);
                    }
                }
            }
        }
    }

    private static void Rectangle<TSimd, TVector, T>(
        T* dz, T* x, T* dk, in ConvolutionGeometry g, int filters, in TapSegments rows, in RowTiles band, in TapSegments columns)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PlaceLoop loop = RectangleLoop<TSimd, TVector, T>(g, band.Height, columns);
        dz += (((nint)(rows.Start + band.First) * g.Output.Width) + columns.Start) * Panel;
        x += (((nint)(rows.FirstInput + (band.First * g.Stride)) * g.Input.Width) + columns.FirstInput) * Panel;
        dk += (rows.FirstTap * g.KernelWidth) + columns.FirstTap;
        int streams = g.Input.Channels * rows.TapCount;
        for (RowTiles taps = new(columns.TapCount, 3); taps.MoveNext();)
        {
            for (RowTiles group = new(streams, TSimd.Registers >= 32 ? 3 : 2); group.MoveNext();)
            {
                StreamAddress first = new(group.First, rows.TapCount, taps.First, g);
                StreamAddress second = new(group.First + Math.Min(1, group.Height - 1), rows.TapCount, taps.First, g);
                StreamAddress third = new(group.First + group.Height - 1, rows.TapCount, taps.First, g);
                for (RowTiles tile = new(filters, TSimd.Registers >= 32 ? 3 : 2); tile.MoveNext();)
                {
                    T* d = dz + (tile.First * loop.OutputFilter);
                    T* k = dk + (tile.First * loop.WeightFilter);
                    RunTile<TSimd, TVector, T>(
                        tile.Height, group.Height, taps.Height, d, x + first.Input, x + second.Input, x + third.Input, k + first.Weight, k + second.Weight, k + third.Weight, loop);
                }
            }
        }
    }

    private static PlaceLoop RectangleLoop<TSimd, TVector, T>(in ConvolutionGeometry g, int rows, in TapSegments columns)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PlaceLoop loop = new()
        {
            Rows = rows,
            Places = columns.Count,
            Vectors = Panel / TSimd.Lanes,
            OutputPlace = 0,
            OutputRow = (nint)(g.Output.Width - columns.Count) * Panel,
            InputPlace = (nint)(g.Stride - 1) * Panel,
            InputRow = ((nint)(g.Input.Width - columns.Count) * g.Stride) * Panel,
            OutputFilter = (nint)g.Output.Height * g.Output.Width * Panel,
            WeightFilter = g.WeightsPerFilter,
        };
        loop.Collapse();
        return loop;
    }

    private static void RunTile<TSimd, TVector, T>(
        int filters, int streams, int columns, T* dz, T* x0, T* x1, T* x2, T* k0, T* k1, T* k2, in PlaceLoop loop)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (filters)
        {
            case 1:
                RunTile<TSimd, TVector, T, TileRows.One>(streams, columns, dz, x0, x1, x2, k0, k1, k2, loop);
                break;
            case 2:
                RunTile<TSimd, TVector, T, TileRows.Two>(streams, columns, dz, x0, x1, x2, k0, k1, k2, loop);
                break;
            default:
                RunTile<TSimd, TVector, T, TileRows.Three>(streams, columns, dz, x0, x1, x2, k0, k1, k2, loop);
                break;
        }
    }

    private static void RunTile<TSimd, TVector, T, TFilters>(
        int streams, int columns, T* dz, T* x0, T* x1, T* x2, T* k0, T* k1, T* k2, in PlaceLoop loop)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFilters : ITileRows
    {
        switch (streams)
        {
            case 1:
                RunTile<TSimd, TVector, T, TFilters, TileRows.One>(columns, dz, x0, x1, x2, k0, k1, k2, loop);
                break;
            case 2:
                RunTile<TSimd, TVector, T, TFilters, TileRows.Two>(columns, dz, x0, x1, x2, k0, k1, k2, loop);
                break;
            default:
                RunTile<TSimd, TVector, T, TFilters, TileRows.Three>(columns, dz, x0, x1, x2, k0, k1, k2, loop);
                break;
        }
    }

    private static void RunTile<TSimd, TVector, T, TFilters, TStreams>(
        int columns, T* dz, T* x0, T* x1, T* x2, T* k0, T* k1, T* k2, in PlaceLoop loop)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFilters : ITileRows
        where TStreams : ITileRows
    {
        switch (columns)
        {
            case 1:
                ConvolutionGradientTile.Run<TSimd, TVector, T, TFilters, TStreams, TileRows.One>(dz, x0, x1, x2, k0, k1, k2, loop);
                break;
            case 2:
                ConvolutionGradientTile.Run<TSimd, TVector, T, TFilters, TStreams, TileRows.Two>(dz, x0, x1, x2, k0, k1, k2, loop);
                break;
            default:
                ConvolutionGradientTile.Run<TSimd, TVector, T, TFilters, TStreams, TileRows.Three>(dz, x0, x1, x2, k0, k1, k2, loop);
                break;
        }
    }

    // Bounds: filter f < endFilter in panel p covers [((p filters + f) places) 32, + places 32), within panels Output.Size 32.
    private static void BiasGradient<TSimd, TVector, T>(
        T* outputGradient, T* biasGradient, in ConvolutionGeometry g, int panels, int firstFilter, int endFilter)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint plane = (nint)g.Output.Height * g.Output.Width * Panel;
        for (int f = firstFilter; f < endFilter; f++)
        {
            TVector sum0 = TSimd.Zero, sum1 = TSimd.Zero;
            for (int p = 0; p < panels; p++)
            {
                T* dz = outputGradient + ((((nint)p * g.Output.Channels) + f) * plane);
                // A plane is a multiple of 32 elements, hence of two vectors.
                for (nint i = 0; i < plane; i += 2 * TSimd.Lanes)
                {
                    sum0 = TSimd.Add(sum0, TSimd.Load(dz + i));
                    sum1 = TSimd.Add(sum1, TSimd.Load(dz + i + TSimd.Lanes));
                }
            }

            biasGradient[f] = TSimd.Sum(TSimd.Add(sum0, sum1));
        }
    }

    /// <summary>Where a stream (a channel displaced by a kernel row) starts in X and in dK, relative to the first.</summary>
    private readonly struct StreamAddress
    {
        public StreamAddress(int stream, int tapRows, int column, in ConvolutionGeometry g)
        {
            int channel = stream / tapRows;
            int row = stream % tapRows;
            Input = (((((nint)channel * g.Input.Height) + row) * g.Input.Width) + column) * Panel;
            Weight = ((((nint)channel * g.KernelHeight) + row) * g.KernelWidth) + column;
        }

        public nint Input { get; }

        public nint Weight { get; }
    }
}
