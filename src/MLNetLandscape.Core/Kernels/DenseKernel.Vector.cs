using System.Runtime.CompilerServices;

namespace MLNetLandscape.Core.Kernels;

/// <content>The vector forms: each is a choice of strides for the one register tile.</content>
internal static unsafe partial class DenseKernel
{
    /// <summary>Taps between a prefetch and its use: at 12 cycles a tap enough for the third cache.</summary>
    private const int TapsAhead = 8;

    /// <summary>How much of a panel to keep in the first cache: 20 KiB leave room in 32 for a tile of weights and a tile of output.</summary>
    private const int CachedBytes = 20 * 1024;

    /// <summary>Panels that take turns at a block of weights: what they read and write leaves the second cache room for it. A larger batch is so many after another.</summary>
    private const int PanelsTogether = 4;

    /// <summary>Tiles of W's rows that one forward block takes, 96 rows with AVX-512: their sums stay in the near caches while all taps pass, and W is read nearly in its order.</summary>
    private const int ForwardTiles = 8;

    /// <summary>How much of the input gradient of those panels stays in the second cache while all taps pass.</summary>
    private const int CachedOutputBytes = 512 * 1024;

    private const int Page = 4096;

    /// <summary>How many pages of weights a block of taps may touch: most of the 64 whose addresses a processor translates without delay.</summary>
    private const int MappedPages = 48;

    /// <summary>How much of a strip of X to keep in the first cache: 128 rows of two vectors of AVX-512, half of it.</summary>
    private const int CachedStripBytes = 16 * 1024;

    // Bounds: row o < outputs, tap i < inputs: weight o inputs + i < outputs inputs. Panel p, vector at lane l <= 32 - lanes: input
    // (p inputs + i) 32 + l + lanes <= panels inputs 32, output (p outputs + o) 32 + l + lanes <= panels outputs 32. All checked at entry.
    private static void Forward<TSimd, TVector, T>(
        T* weights, T* bias, T* input, T* output, int outputs, int inputs, int panels, bool accumulate, int lastRows, bool rectify)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TapLoop loop = OneLoop<T>(inputs, accumulate);
        loop.WeightRow = (nint)inputs * sizeof(T);
        loop.WeightStep0 = sizeof(T);
        loop.Rectify = rectify;
        RunPanels<TSimd, TVector, T>(weights, input, output, bias, outputs, inputs, panels, lastRows, ForwardTiles, loop);
    }

    // Bounds: as in Forward with outputs and inputs exchanged; row i and tap o read the weight o inputs + i. The gate has dX's indices.
    private static void InputGradient<TSimd, TVector, T>(
        T* weights, T* outputGradient, T* inputGradient, int outputs, int inputs, int panels, bool accumulate, int lastRows, T* gate)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TapLoop loop = OneLoop<T>(outputs, accumulate);
        loop.WeightRow = sizeof(T);
        loop.WeightStep0 = (nint)inputs * sizeof(T);

        loop.Gate = gate == null ? 0 : (nint)((byte*)gate - (byte*)inputGradient);
        if (loop.WeightStep0 >= Page / 4)
        {
            // Successive taps read rows of W so far apart that no prefetcher follows them.
            loop.WeightPrefetch = (TapsAhead * loop.WeightStep0) + ((TileRunner.MaximumRows<TSimd, TVector, T>() - 1) * sizeof(T));
        }

        // Every block of dX's rows visits all pages of W, so there are as few as possible.
        int tiles = CachedOutputBytes / (PanelsTogether * Panel * sizeof(T)) / TileRunner.MaximumRows<TSimd, TVector, T>();
        RunPanels<TSimd, TVector, T>(weights, outputGradient, inputGradient, null, inputs, outputs, panels, lastRows, tiles, loop);
    }

    private static TapLoop OneLoop<T>(int taps, bool accumulate)
        where T : unmanaged => new()
        {
            Count0 = taps,
            Count1 = 1,
            Count2 = 1,
            InputStep0 = Panel * sizeof(T),
            OutputRow = Panel * sizeof(T),
            Accumulate = accumulate,
        };

    /// <summary>Groups of panels outside, then blocks of W's rows, of taps, then panels and tiles: a block of a panel stays in the first cache while all tiles pass.</summary>
    /// <remarks>A later block of taps goes on from the sums that the earlier ones stored, so the order of every sum is that of the taps. The last block rectifies or gates.</remarks>
    private static void RunPanels<TSimd, TVector, T>(
        T* weights, T* input, T* output, T* bias, int rows, int taps, int panels, int lastRows, int tilesTogether, in TapLoop all)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint outputPanel = (nint)rows * Panel;
        int lastVectors = (lastRows + TSimd.Lanes - 1) / TSimd.Lanes;
        if (panels > 0 && lastVectors * TSimd.Lanes < Panel && !all.Accumulate)
        {
            new Span<T>(output + (outputPanel * (panels - 1)), (int)outputPanel).Clear();
        }

        for (int first = 0; first < panels; first += PanelsTogether)
        {
            int count = Math.Min(PanelsTogether, panels - first);
            int vectors = first + count == panels ? lastVectors : Panel / TSimd.Lanes;
            T* x = input + ((nint)first * taps * Panel);
            for (RowTiles block = new(rows, TileRunner.MaximumRows<TSimd, TVector, T>()); block.MoveNext(tilesTogether);)
            {
                T* w = (T*)((byte*)weights + (block.First * all.WeightRow));
                T* z = output + (outputPanel * first) + ((nint)block.First * Panel);
                RunBlock<TSimd, TVector, T>(w, x, z, bias == null ? null : bias + block.First, block.Height, taps, count, vectors, outputPanel, all);
            }
        }
    }

    /// <summary>A block of W's rows for a group of panels, <paramref name="outputPanel"/> numbers apart in the output.</summary>
    private static void RunBlock<TSimd, TVector, T>(
        T* weights, T* input, T* output, T* bias, int rows, int taps, int panels, int lastVectors, nint outputPanel, in TapLoop all)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TapLoop loop = all;
        loop.Items = 1;
        for (RowTiles blocks = new(taps, TapsPerBlock<T>(loop.WeightStep0)); blocks.MoveNext();)
        {
            bool last = blocks.First + blocks.Height == taps;
            loop.Count0 = blocks.Height;
            loop.Rectify = all.Rectify && last;
            loop.Gate = last ? all.Gate : 0;
            T* w = weights + (blocks.First * (loop.WeightStep0 / sizeof(T)));
            for (int p = 0; p < panels; p++)
            {
                T* x = input + ((((nint)p * taps) + blocks.First) * Panel);
                int vectors = p == panels - 1 ? lastVectors : Panel / TSimd.Lanes;
                TileRunner.Run<TSimd, TVector, T>(rows, vectors, w, x, output + (outputPanel * p), bias, loop);
            }

            loop.Accumulate = true;
            bias = null;
        }
    }

    /// <summary>As many taps as their part of a panel may take of the first cache, and their weights of the pages that it can find at once.</summary>
    private static int TapsPerBlock<T>(nint weightStep)
        where T : unmanaged =>
        (int)Math.Min(CachedBytes / (Panel * sizeof(T)), Math.Max(Panel, MappedPages * Page / Math.Max(1, weightStep)));

    // Bounds: row o < endOutput <= outputs, tap r < rows: dz ((r / 32) outputs + o) 32 + r % 32 lies within the panels of the rows. The columns
    // i .. i + columns - 1 < inputs of row r lie side by side, as 32 is a multiple of the width, and end at layout.IndexOf(r, i) + columns <=
    // layout.Length(rows); dW (o - firstOutput) inputs + i + columns <= (endOutput - firstOutput) inputs; masked lanes are not touched. All checked at entry.
    private static void WeightGradient<TSimd, TVector, T>(
        T* outputGradient, T* inputRows, T* weightGradient, int rows, int outputs, in RowLayout layout, int firstOutput, int endOutput, bool accumulate)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int first = 0; first == 0 || first < rows; first += PanelsTogether * Panel)
        {
            T* dz = outputGradient + (((nint)first * outputs) + ((nint)firstOutput * Panel));
            T* x = inputRows + layout.IndexOf(first, 0);
            int count = Math.Min(PanelsTogether * Panel, rows - first);
            GroupGradient<TSimd, TVector, T>(dz, x, weightGradient, count, outputs, layout, endOutput - firstOutput, accumulate || first > 0);
        }
    }

    /// <summary>The products of a group of rows, whose strips of X the second cache holds while all rows of W pass.</summary>
    private static void GroupGradient<TSimd, TVector, T>(
        T* outputGradient, T* inputRows, T* weightGradient, int rows, int outputs, in RowLayout layout, int weightRows, bool accumulate)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int inputs = layout.Features;
        int width = 2 * TSimd.Lanes;
        int chunkRows = CachedStripBytes / (width * sizeof(T)) / Panel * Panel;

        // A block of W's rows outside: its part of dZ stays in the first cache while the strips of X pass, one line after another, and its part
        // of dW is complete when the block is done. Inside, a chunk of a strip stays while the block's tiles pass.
        for (RowTiles blocks = new(weightRows, RowsPerBlock); blocks.MoveNext();)
        {
            for (int i = 0; i < inputs; i += width)
            {
                int columns = Math.Min(width, inputs - i);
                T* dw = weightGradient + ((nint)blocks.First * inputs) + i;
                for (int first = 0; first == 0 || first < rows; first += chunkRows)
                {
                    T* dz = outputGradient + (((nint)first * outputs) + ((nint)blocks.First * Panel));
                    T* x = inputRows + layout.IndexOf(first, i);
                    int chunk = Math.Min(chunkRows, rows - first);
                    RunRows<TSimd, TVector, T>(dz, x, dw, chunk, outputs, layout, blocks.Height, columns, accumulate || first > 0);
                }
            }
        }
    }

    /// <summary>The products of so many rows, first the whole panels of dZ and then the last one's rows.</summary>
    private static void RunRows<TSimd, TVector, T>(
        T* dz, T* x, T* dw, int rows, int outputs, in RowLayout layout, int count, int columns, bool accumulate)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int wholePanels = rows / Panel;
        int rest = rows % Panel;
        if (wholePanels > 0 || rest == 0)
        {
            TapLoop whole = RowLoop<T>(Panel, wholePanels, outputs, layout, accumulate);
            TileRunner.RunColumns<TSimd, TVector, T>(count, columns, dz, x, dw, whole);
        }

        if (rest > 0)
        {
            TapLoop last = RowLoop<T>(rest, 1, outputs, layout, accumulate || wholePanels > 0);
            TileRunner.RunColumns<TSimd, TVector, T>(
                count, columns, dz + ((nint)wholePanels * outputs * Panel), x + ((nint)wholePanels * layout.Panel), dw, last);
        }
    }

    private static TapLoop RowLoop<T>(int rowsPerPanel, int panels, int outputs, in RowLayout layout, bool accumulate)
        where T : unmanaged => new()
        {
            Count0 = rowsPerPanel,
            Count1 = panels,
            Count2 = 1,
            WeightRow = Panel * sizeof(T),
            WeightStep0 = sizeof(T),
            WeightStep1 = (((nint)outputs * Panel) - rowsPerPanel) * sizeof(T),
            InputStep0 = (nint)layout.Row * sizeof(T),
            InputStep1 = (layout.Panel - ((nint)rowsPerPanel * layout.Row)) * sizeof(T),
            OutputRow = (nint)layout.Features * sizeof(T),
            Items = 1,
            Accumulate = accumulate,
        };

    // Bounds: vector at lane l <= 32 - lanes of output o < endOutput in panel p: (p outputs + o) 32 + l + lanes lies within the panels of the rows.
    private static void BiasGradient<TSimd, TVector, T>(T* outputGradient, T* biasGradient, int rows, int outputs, int firstOutput, int endOutput)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int wholeVectors = rows % Panel / TSimd.Lanes;
        TVector mask = TSimd.MaskOfFirst(rows % TSimd.Lanes);
        for (int o = firstOutput; o < endOutput; o++)
        {
            TVector sum = TSimd.Zero;
            T* dz = outputGradient + ((nint)o * Panel);
            for (int p = 0; p < rows / Panel; p++, dz += (nint)outputs * Panel)
            {
                for (int lane = 0; lane < Panel; lane += TSimd.Lanes)
                {
                    sum = TSimd.Add(sum, TSimd.Load(dz + lane));
                }
            }

            for (int vector = 0; vector < wholeVectors; vector++, dz += TSimd.Lanes)
            {
                sum = TSimd.Add(sum, TSimd.Load(dz));
            }

            if (rows % TSimd.Lanes != 0)
            {
                sum = TSimd.Add(sum, TSimd.LoadMasked(dz, mask));
            }

            biasGradient[o - firstOutput] = TSimd.Sum(sum);
        }
    }
}
