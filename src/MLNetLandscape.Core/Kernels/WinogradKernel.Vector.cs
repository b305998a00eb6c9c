using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MLNetLandscape.Core.Kernels;

/// <content>The loops over panels, blocks of tiles and positions.</content>
internal static unsafe partial class WinogradKernel
{
    private const int CacheLine = 64;

    // Bounds: scratch holds ScratchLength numbers, as WinogradLayout cuts them up. A block has at most TilesPerBlock tiles, so V and M are within their parts.
    private static void Run<TSimd, TVector, T>(
        T* weights, bool transposed, in WinogradTarget<T> target, T* input, in ConvolutionGeometry g, int panels, int lastRows, T* scratch)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        WinogradLayout layout = new(g);
        TransformFilters<TSimd, TVector, T>(weights, transposed, g.Input.Channels * g.Output.Channels, scratch, layout.FilterStep, scratch + layout.Window0);
        for (int p = 0; p < panels; p++)
        {
            T* x = input + ((nint)p * g.Input.Size * Panel);
            WinogradTarget<T> panel = target;
            panel.Output += (nint)p * g.Output.Size * Panel;
            int vectors = ConvolutionKernel.PrepareVectors<TSimd, TVector, T>(panel.Output, g.Output.Size, p == panels - 1 ? lastRows : Panel, target.Accumulate);
            for (int first = 0; first < layout.Tiles; first += layout.TilesPerBlock)
            {
                int tiles = Math.Min(layout.TilesPerBlock, layout.Tiles - first);
                for (int tile = 0; tile < tiles; tile++)
                {
                    T* v = scratch + layout.Inputs + ((nint)tile * g.Input.Channels * Panel);
                    TransformInput<TSimd, TVector, T>(x, g, layout, first + tile, vectors, v, scratch + layout.Window0);
                }

                Multiply<TSimd, TVector, T>(g, layout, tiles, vectors, transposed, scratch);
                for (int tile = 0; tile < tiles; tile++)
                {
                    T* m = scratch + layout.Products + ((nint)tile * g.Output.Channels * Panel);
                    TransformOutput<TSimd, TVector, T>(m, panel, g, layout, first + tile, vectors, scratch + layout.Window0);
                }
            }
        }
    }

    /// <summary>Asks for the places of a channel that come next, while this one's are transformed: channels lie pages apart, which no hardware prefetcher follows.</summary>
    /// <remarks>Beyond the last channel the address may be any: a prefetch cannot fault.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch<T>(T* first, nint row, int rows, int columns)
        where T : unmanaged
    {
        for (nint r = 0; r < rows && Sse.IsSupported; r++)
        {
            byte* line = (byte*)(first + (r * row));
            for (nint i = 0; i < columns * Panel * sizeof(T); i += CacheLine)
            {
                Sse.Prefetch0(line + i);
            }
        }
    }

    /// <summary>M = U V at every position.</summary>
    private static void Multiply<TSimd, TVector, T>(in ConvolutionGeometry g, in WinogradLayout layout, int tiles, int vectors, bool transposed, T* scratch)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // U keeps the weights' order: [filter][channel] of the layer, which an input gradient reads as [channel][filter].
        TapLoop loop = new()
        {
            Count0 = g.Input.Channels,
            Count1 = 1,
            Count2 = 1,
            WeightRow = (transposed ? 1 : g.Input.Channels) * sizeof(T),
            WeightStep0 = (transposed ? g.Output.Channels : 1) * sizeof(T),
            InputStep0 = Panel * sizeof(T),
            OutputRow = Panel * sizeof(T),
            Items = tiles,
            ItemInput = (nint)g.Input.Channels * Panel * sizeof(T),
            ItemOutput = (nint)g.Output.Channels * Panel * sizeof(T),
        };
        for (nint position = 0; position < Positions; position++)
        {
            TileRunner.Run<TSimd, TVector, T>(
                g.Output.Channels,
                vectors,
                scratch + (position * layout.FilterStep),
                scratch + layout.Inputs + (position * layout.InputStep),
                scratch + layout.Products + (position * layout.ProductStep),
                null,
                loop);
        }
    }

    // Bounds: weights holds pairs x 9 numbers; U's position has room for pairs rounded up to 32, hence to whole vectors; work for 72 places.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransformFilters<TSimd, TVector, T>(T* weights, bool turned, int pairs, T* u, nint step, T* work)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint lanes = TSimd.Lanes;
        T* columns = work + (Positions * lanes);
        for (nint first = 0; first < pairs; first += lanes)
        {
            // A vector for each of the nine weights, a pair of filter and channel a lane.
            for (nint lane = 0; lane < lanes; lane++)
            {
                T* filter = weights + ((first + lane) * 9);
                for (int tap = 0; tap < 9; tap++)
                {
                    work[(tap * lanes) + lane] = first + lane < pairs ? filter[turned ? 8 - tap : tap] : T.Zero;
                }
            }

            for (nint j = 0; j < 3; j++)
            {
                WinogradTransform.Filter<TSimd, TVector, T>(work + (j * lanes), 3 * lanes, columns + (j * lanes), 3 * lanes);
            }

            for (nint i = 0; i < Window; i++)
            {
                WinogradTransform.Filter<TSimd, TVector, T>(columns + (i * 3 * lanes), lanes, u + (i * Window * step) + first, step);
            }
        }
    }

    // Bounds: a window within the input is read in place: its addresses are ((c height + y + r) width + x + j) 32 + lane with y + r < height and
    // x + j < width. Of any other window only what is within the input is read. V's position has a place for every channel of the tile.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransformInput<TSimd, TVector, T>(
        T* input, in ConvolutionGeometry g, in WinogradLayout layout, int tile, int vectors, T* v, T* work)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint lanes = TSimd.Lanes;
        nint step = layout.InputStep;
        nint row = (nint)g.Input.Width * Panel;
        nint plane = g.Input.Height * row;
        int y = (tile / layout.TileColumns * Tile) - g.PadTop;
        int x = (tile % layout.TileColumns * Tile) - g.PadLeft;
        int firstRow = Math.Max(0, -y), endRow = Math.Min(Window, g.Input.Height - y);
        int firstColumn = Math.Max(0, -x), endColumn = Math.Min(Window, g.Input.Width - x);
        bool whole = firstRow == 0 && endRow == Window && firstColumn == 0 && endColumn == Window;
        T* copy = work + (Positions * Panel);
        if (!whole)
        {
            new Span<T>(copy, Positions * Panel).Clear();
        }

        for (int channel = 0; channel < g.Input.Channels; channel++)
        {
            T* place = input + (channel * plane) + (y * row) + ((nint)x * Panel);
            Fetch(place + plane + (firstRow * row) + (firstColumn * Panel), row, endRow - firstRow, endColumn - firstColumn);
            T* target = v + ((nint)channel * Panel);
            T* window = place;
            nint windowRow = row;
            if (!whole)
            {
                window = copy;
                windowRow = Window * Panel;
                for (nint r = firstRow; r < endRow; r++)
                {
                    for (nint j = (nint)firstColumn * Panel; j < endColumn * Panel; j += lanes)
                    {
                        TSimd.Store(copy + (r * Window * Panel) + j, TSimd.Load(place + (r * row) + j));
                    }
                }
            }

            for (nint j = 0; j < Window; j++)
            {
                for (nint vector = 0; vector < vectors; vector++)
                {
                    WinogradTransform.Input<TSimd, TVector, T>(window + (j * Panel) + (vector * lanes), windowRow, work + (j * Panel) + (vector * lanes), Window * Panel);
                }
            }

            for (nint i = 0; i < Window; i++)
            {
                for (nint vector = 0; vector < vectors; vector++)
                {
                    WinogradTransform.Input<TSimd, TVector, T>(work + (i * Window * Panel) + (vector * lanes), Panel, target + (i * Window * step) + (vector * lanes), step);
                }
            }
        }
    }

    // Bounds: M's position has a place for every filter of the tile. Outputs are stored where y + r < height and x + j < width, at
    // ((f height + y + r) width + x + j) 32 + lane; the gate has the outputs' indices; the bias a number for every filter.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransformOutput<TSimd, TVector, T>(
        T* m, in WinogradTarget<T> target, in ConvolutionGeometry g, in WinogradLayout layout, int tile, int vectors, T* work)
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
        for (int filter = 0; filter < g.Output.Channels; filter++)
        {
            TVector bias = target.Bias == null ? TSimd.Zero : TSimd.Broadcast(target.Bias[filter]);
            T* place = target.Output + (filter * plane) + (y * row) + ((nint)x * Panel);
            T* source = m + ((nint)filter * Panel);
            Fetch(place + plane, row, rows, columns);
            for (nint j = 0; j < Window; j++)
            {
                for (nint lane = 0; lane < vectors * lanes; lane += lanes)
                {
                    WinogradTransform.Output<TSimd, TVector, T>(source + (j * step) + lane, Window * step, out TVector y0, out TVector y1, out TVector y2, out TVector y3);
                    T* column = work + (j * Panel) + lane;
                    TSimd.Store(column, y0);
                    TSimd.Store(column + (Window * Panel), y1);
                    TSimd.Store(column + (2 * Window * Panel), y2);
                    TSimd.Store(column + (3 * Window * Panel), y3);
                }
            }

            for (nint i = 0; i < rows; i++)
            {
                for (nint lane = 0; lane < vectors * lanes; lane += lanes)
                {
                    WinogradTransform.Output<TSimd, TVector, T>(work + (i * Window * Panel) + lane, Panel, out TVector y0, out TVector y1, out TVector y2, out TVector y3);
                    T* output = place + (i * row) + lane;
                    Finish<TSimd, TVector, T>(output, y0, bias, target);
                    if (columns > 1)
                    {
                        Finish<TSimd, TVector, T>(output + Panel, y1, bias, target);
                    }

                    if (columns > 2)
                    {
                        Finish<TSimd, TVector, T>(output + (2 * Panel), y2, bias, target);
                    }

                    if (columns > 3)
                    {
                        Finish<TSimd, TVector, T>(output + (3 * Panel), y3, bias, target);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TSimd, TVector, T>(T* output, TVector value, TVector bias, in WinogradTarget<T> target)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        value = TSimd.Add(value, bias);
        if (target.Accumulate)
        {
            value = TSimd.Add(TSimd.Load(output), value);
        }

        if (target.Rectify)
        {
            value = TSimd.Select(TSimd.GreaterThan(TSimd.Zero, value), TSimd.Zero, value);
        }

        if (target.Gate != 0)
        {
            value = TSimd.Select(TSimd.GreaterThan(TSimd.Load((T*)((byte*)output + target.Gate)), TSimd.Zero), value, TSimd.Zero);
        }

        TSimd.Store(output, value);
    }
}
