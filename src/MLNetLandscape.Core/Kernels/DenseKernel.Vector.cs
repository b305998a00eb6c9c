namespace MLNetLandscape.Core.Kernels;

/// <content>The vector forms: each is a choice of strides for the one register tile.</content>
internal static unsafe partial class DenseKernel
{
    /// <summary>Taps between a prefetch and its use: at 12 cycles a tap enough for the third cache.</summary>
    private const int TapsAhead = 8;

    // Bounds: row o < outputs, tap i < inputs: weight o inputs + i < outputs inputs. Panel p, vector at lane l <= 32 - lanes: input
    // (p inputs + i) 32 + l + lanes <= panels inputs 32, output (p outputs + o) 32 + l + lanes <= panels outputs 32. All checked at entry.
    private static void Forward<TSimd, TVector, T>(
        T* weights, T* bias, T* input, T* output, int outputs, int inputs, int panels, bool accumulate, int lastRows)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TapLoop loop = OneLoop<T>(inputs, accumulate);
        loop.WeightRow = (nint)inputs * sizeof(T);
        loop.WeightStep0 = sizeof(T);
        RunPanels<TSimd, TVector, T>(weights, input, output, bias, outputs, inputs, panels, lastRows, ref loop);
    }

    // Bounds: as in Forward with outputs and inputs exchanged; row i and tap o read the weight o inputs + i.
    private static void InputGradient<TSimd, TVector, T>(
        T* weights, T* outputGradient, T* inputGradient, int outputs, int inputs, int panels, bool accumulate, int lastRows)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TapLoop loop = OneLoop<T>(outputs, accumulate);
        loop.WeightRow = sizeof(T);
        loop.WeightStep0 = (nint)inputs * sizeof(T);

        // Successive taps read successive rows of W, a page apart.
        loop.WeightPrefetch = (TapsAhead * loop.WeightStep0) + ((TileRunner.MaximumRows<TSimd, TVector, T>() - 1) * sizeof(T));
        RunPanels<TSimd, TVector, T>(weights, outputGradient, inputGradient, null, inputs, outputs, panels, lastRows, ref loop);
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

    /// <summary>Weight tiles outside, panels inside: a tile of weights stays in the first cache while the panels pass.</summary>
    private static void RunPanels<TSimd, TVector, T>(
        T* weights, T* input, T* output, T* bias, int rows, int taps, int panels, int lastRows, ref TapLoop loop)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint inputPanel = (nint)taps * Panel;
        nint outputPanel = (nint)rows * Panel;
        int lastVectors = (lastRows + TSimd.Lanes - 1) / TSimd.Lanes;
        bool partial = lastVectors * TSimd.Lanes < Panel;
        loop.Items = partial ? panels - 1 : panels;
        loop.ItemInput = inputPanel * sizeof(T);
        loop.ItemOutput = outputPanel * sizeof(T);
        if (loop.Items > 0)
        {
            TileRunner.Run<TSimd, TVector, T>(rows, Panel / TSimd.Lanes, weights, input, output, bias, loop);
        }

        if (partial && panels > 0)
        {
            T* x = input + (inputPanel * (panels - 1));
            T* z = output + (outputPanel * (panels - 1));
            if (!loop.Accumulate)
            {
                new Span<T>(z, (int)outputPanel).Clear();
            }

            loop.Items = 1;
            TileRunner.Run<TSimd, TVector, T>(rows, lastVectors, weights, x, z, bias, loop);
        }
    }

    // Bounds: row o < endOutput <= outputs, tap r < rows: dz ((r / 32) outputs + o) 32 + r % 32 lies within the panels of the rows. The columns
    // i .. i + columns - 1 < inputs of row r: x r inputs + i + columns <= rows inputs; dW o inputs + i + columns <= outputs inputs; masked lanes
    // are not touched. All checked at entry.
    private static void WeightGradient<TSimd, TVector, T>(
        T* outputGradient, T* inputRows, T* weightGradient, int rows, int outputs, int inputs, int firstOutput, int endOutput, bool accumulate)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int wholePanels = rows / Panel;
        int rest = rows % Panel;
        TapLoop whole = RowLoop<T>(Panel, wholePanels, outputs, inputs, accumulate);
        TapLoop last = RowLoop<T>(rest, 1, outputs, inputs, accumulate || wholePanels > 0);
        T* dz = outputGradient + ((nint)firstOutput * Panel);
        T* lastDz = dz + ((nint)wholePanels * outputs * Panel);
        T* lastRows = inputRows + ((nint)wholePanels * Panel * inputs);
        T* dw = weightGradient + ((nint)firstOutput * inputs);

        // Columns outside: their slice of X stays in the first cache while the tiles of dZ pass.
        for (int i = 0; i < inputs; i += 2 * TSimd.Lanes)
        {
            int columns = Math.Min(2 * TSimd.Lanes, inputs - i);
            if (wholePanels > 0 || rest == 0)
            {
                TileRunner.RunColumns<TSimd, TVector, T>(endOutput - firstOutput, columns, dz, inputRows + i, dw + i, whole);
            }

            if (rest > 0)
            {
                TileRunner.RunColumns<TSimd, TVector, T>(endOutput - firstOutput, columns, lastDz, lastRows + i, dw + i, last);
            }
        }
    }

    private static TapLoop RowLoop<T>(int rowsPerPanel, int panels, int outputs, int inputs, bool accumulate)
        where T : unmanaged => new()
    {
        Count0 = rowsPerPanel,
        Count1 = panels,
        Count2 = 1,
        WeightRow = Panel * sizeof(T),
        WeightStep0 = sizeof(T),
        WeightStep1 = (((nint)outputs * Panel) - rowsPerPanel) * sizeof(T),
        InputStep0 = (nint)inputs * sizeof(T),
        OutputRow = (nint)inputs * sizeof(T),
        InputPrefetch = (nint)TapsAhead * inputs * sizeof(T),
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

            biasGradient[o] = TSimd.Sum(sum);
        }
    }
}
