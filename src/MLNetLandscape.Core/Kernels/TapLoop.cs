namespace MLNetLandscape.Core.Kernels;

/// <summary>Three nested loops over the taps of a sum of products, within a loop over items; all strides are in bytes.</summary>
/// <remarks>
/// <para>The tap (i2, i1, i0), i0 fastest, reads the weight at WeightStep0 i0 + (WeightStep1 + Count0 WeightStep0) i1 + (WeightStep2 + Count1 (...)) i2
/// from the start, plus WeightRow for each row of the tile, and the vector at the like offset with the input's steps: step 1 and step 2
/// are what is added <em>after</em> an inner loop has run.</para>
/// <para>Dense layers have one loop; a convolution has channels, kernel rows and kernel columns; a weight gradient has panels and rows.</para>
/// </remarks>
internal struct TapLoop
{
    public int Count0;
    public int Count1;
    public int Count2;
    public nint WeightRow;
    public nint WeightStep0;
    public nint WeightStep1;
    public nint WeightStep2;
    public nint InputStep0;
    public nint InputStep1;
    public nint InputStep2;

    /// <summary>From one row of the tile to the next in the output.</summary>
    public nint OutputRow;

    /// <summary>How often the tile is computed, each time from other inputs into another output.</summary>
    public int Items;
    public nint ItemInput;
    public nint ItemOutput;

    /// <summary>How far ahead of a tap's first weight the processor is asked to fetch, from any address: it cannot fault. Not at all where 0.</summary>
    /// <remarks>
    /// Needed where successive taps lie pages apart, which no hardware prefetcher follows: it raised the input gradient of 784-500 from 91 to 117
    /// GFLOPS. Elsewhere it costs: three such requests a tap held the tiles of AVX2 at 48 GFLOPS that reach 71 without, of a peak of 86.
    /// </remarks>
    public nint WeightPrefetch;

    /// <summary>Whether the sums start from what the output holds instead of zero.</summary>
    public bool Accumulate;

    /// <summary>Whether max(0, z) is stored in place of a sum z; NaN stays.</summary>
    public bool Rectify;

    /// <summary>Where other than 0: so far behind each output lies a number, and zero is stored in place of the sum unless that number is positive.</summary>
    public nint Gate;

    /// <summary>From one iteration of the outer loop to the next in the weights, before <see cref="Collapse"/>.</summary>
    public readonly nint OuterWeight => WeightStep2 + (Count1 * (WeightStep1 + (Count0 * WeightStep0)));

    /// <summary>From one iteration of the outer loop to the next in the input, before <see cref="Collapse"/>.</summary>
    public readonly nint OuterInput => InputStep2 + (Count1 * (InputStep1 + (Count0 * InputStep0)));

    /// <summary>Removes loops of one iteration from the inside, where they would cost most.</summary>
    public void Collapse()
    {
        for (int level = 0; level < 2 && Count0 == 1; level++)
        {
            // One step of the inner loop followed by the step after it becomes the step of the loop that moves in.
            WeightStep0 += WeightStep1;
            InputStep0 += InputStep1;
            Count0 = Count1;
            WeightStep1 = WeightStep2;
            InputStep1 = InputStep2;
            Count1 = Count2;
            WeightStep2 = 0;
            InputStep2 = 0;
            Count2 = 1;
        }
    }
}
