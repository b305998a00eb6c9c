using System.Runtime.CompilerServices;

namespace MLNetLandscape.Core.Kernels;

/// <content>The weight gradient.</content>
internal static unsafe partial class WinogradKernel
{
    // Bounds: as in Run, and Strips has room for a block's tiles.
    private static void WeightGradients<TSimd, TVector, T>(
        T* outputGradient, T* input, T* weightGradients, in ConvolutionGeometry g, int panels, T* scratch, InstructionSet set)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        WinogradLayout layout = new(g);
        int vectors = Panel / TSimd.Lanes;
        int pairs = g.Input.Channels * g.Output.Channels;
        for (int p = 0; p < panels; p++)
        {
            T* x = input + ((nint)p * g.Input.Size * Panel);
            T* dz = outputGradient + ((nint)p * g.Output.Size * Panel);
            for (int first = 0; first < layout.Tiles; first += layout.TilesPerBlock)
            {
                int tiles = Math.Min(layout.TilesPerBlock, layout.Tiles - first);
                for (int tile = 0; tile < tiles; tile++)
                {
                    T* v = scratch + layout.Inputs + ((nint)tile * g.Input.Channels * Panel);
                    T* m = scratch + layout.Products + ((nint)tile * g.Output.Channels * Panel);
                    TransformInput<TSimd, TVector, T>(x, g, layout, first + tile, vectors, v, scratch + layout.Window0);
                    TransformOutputGradient<TSimd, TVector, T>(dz, g, layout, first + tile, m, scratch + layout.Window0);
                }

                AddProducts(g, layout, tiles, scratch, accumulate: first > 0, set);
            }

            TransformFilterGradients<TSimd, TVector, T>(scratch, layout.FilterStep, pairs, weightGradients + ((nint)p * pairs * 9), scratch + layout.Window0);
        }
    }

    /// <summary>dU = M V' at every position, summed over the rows of the block's tiles, or added to dU: the weight gradient of a dense layer whose panels are tiles.</summary>
    private static void AddProducts<T>(in ConvolutionGeometry g, in WinogradLayout layout, int tiles, T* scratch, bool accumulate, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int channels = g.Input.Channels;
        int filters = g.Output.Channels;
        RowLayout rows = RowLayout.Strips(channels);
        Span<T> strips = new(scratch + layout.Strips, tiles * rows.Panel);
        for (nint position = 0; position < Positions; position++)
        {
            ReadOnlySpan<T> v = new(scratch + layout.Inputs + (position * layout.InputStep), tiles * channels * Panel);
            ReadOnlySpan<T> m = new(scratch + layout.Products + (position * layout.ProductStep), tiles * filters * Panel);
            Span<T> du = new(scratch + (position * layout.FilterStep), filters * channels);
            TransposeKernel.ToStrips(v, strips, tiles, channels, set);
            DenseKernel.WeightGradient(m, strips, du, tiles * Panel, filters, rows, 0, filters, accumulate, set);
        }
    }

    // Bounds: dZ is read where y + r < height and x + j < width, at ((f height + y + r) width + x + j) 32 + lane; the rest of a tile is zero. M's position
    // has a place for every filter of the tile; work holds 72 places, 24 for A dY and 16 for a copy of dY.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransformOutputGradient<TSimd, TVector, T>(T* outputGradient, in ConvolutionGeometry g, in WinogradLayout layout, int tile, T* m, T* work)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint lanes = TSimd.Lanes;
        nint step = layout.ProductStep;
        nint row = (nint)g.Output.Width * Panel;
        nint plane = g.Output.Height * row;
        int y = tile / layout.TileColumns * Tile;
        int x = tile % layout.TileColumns * Tile;
        int rows = Math.Min(Tile, g.Output.Height - y);
        int columns = Math.Min(Tile, g.Output.Width - x);
        bool whole = rows == Tile && columns == Tile;
        T* copy = work + (Positions * Panel);
        if (!whole)
        {
            new Span<T>(copy, Tile * Tile * Panel).Clear();
        }

        for (int filter = 0; filter < g.Output.Channels; filter++)
        {
            T* source = outputGradient + (filter * plane) + (y * row) + ((nint)x * Panel);
            nint sourceRow = row;
            Fetch(source + plane, row, rows, columns);
            if (!whole)
            {
                for (nint r = 0; r < rows; r++)
                {
                    for (nint j = 0; j < columns * Panel; j += lanes)
                    {
                        TSimd.Store(copy + (r * Tile * Panel) + j, TSimd.Load(source + (r * row) + j));
                    }
                }

                source = copy;
                sourceRow = Tile * Panel;
            }

            // By columns, 6 x 4 places from 4 x 4, and then by rows, 6 x 6.
            for (nint place = 0; place < Tile * Panel; place += lanes)
            {
                WinogradTransform.OutputGradient<TSimd, TVector, T>(source + place, sourceRow, work + place, Tile * Panel);
            }

            T* target = m + ((nint)filter * Panel);
            for (nint i = 0; i < Window; i++)
            {
                for (nint lane = 0; lane < Panel; lane += lanes)
                {
                    WinogradTransform.OutputGradient<TSimd, TVector, T>(work + (i * Tile * Panel) + lane, Panel, target + (i * Window * step) + lane, step);
                }
            }
        }
    }

    // Bounds: dU's position has room for pairs rounded up to 32, hence to whole vectors; weightGradient holds pairs x 9 numbers; work holds 72 places.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransformFilterGradients<TSimd, TVector, T>(T* du, nint step, int pairs, T* weightGradient, T* work)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint lanes = TSimd.Lanes;
        T* taps = work + (Positions * lanes);
        for (nint first = 0; first < pairs; first += lanes)
        {
            for (nint j = 0; j < Window; j++)
            {
                WinogradTransform.FilterGradient<TSimd, TVector, T>(du + (j * step) + first, Window * step, work + (j * lanes), Window * lanes);
            }

            for (nint i = 0; i < 3; i++)
            {
                WinogradTransform.FilterGradient<TSimd, TVector, T>(work + (i * Window * lanes), lanes, taps + (i * 3 * lanes), lanes);
            }

            // A pair of filter and channel a lane.
            nint count = Math.Min(lanes, pairs - first);
            for (nint lane = 0; lane < count; lane++)
            {
                for (nint tap = 0; tap < 9; tap++)
                {
                    weightGradient[((first + lane) * 9) + tap] = taps[(tap * lanes) + lane];
                }
            }
        }
    }
}
