namespace MLNetLandscape.Core.Kernels;

/// <summary>Cuts one axis of a convolution's output into runs of places that read the same taps: at most a few at each border and one between.</summary>
/// <remarks>Output o reads the tap k if 0 &lt;= o stride + k - padding &lt; inputs.</remarks>
internal struct TapSegments(int outputs, int inputs, int kernel, int stride, int padding)
{
    /// <summary>The first output of the run.</summary>
    public int Start { get; private set; }

    /// <summary>One past the last output of the run.</summary>
    public int End { get; private set; }

    /// <summary>The first tap that lies within the input.</summary>
    public int FirstTap { get; private set; }

    /// <summary>How many taps do; none where the window lies in the padding alone.</summary>
    public int TapCount { get; private set; }

    /// <summary>Outputs of the run.</summary>
    public readonly int Count => End - Start;

    /// <summary>What the first output's first tap reads.</summary>
    public readonly int FirstInput => (Start * stride) + FirstTap - padding;

    public bool MoveNext()
    {
        Start = End;
        if (Start >= outputs)
        {
            return false;
        }

        (FirstTap, TapCount) = TapsOf(Start);
        for (End = Start + 1; End < outputs && TapsOf(End) == (FirstTap, TapCount);)
        {
            End++;
        }

        return true;
    }

    private readonly (int First, int Count) TapsOf(int output)
    {
        int first = Math.Max(0, padding - (output * stride));
        int end = Math.Min(kernel, inputs + padding - (output * stride));
        return end > first ? (first, end - first) : (0, 0);
    }
}
