namespace MLNetLandscape.Core.Kernels;

/// <summary>Cuts one axis of a convolution's input into runs of places that reach outputs through the same taps.</summary>
/// <remarks>Input i reaches the output o through the tap k = i + padding - o stride, if it exists. Along a run of more than one place the outputs move with the input (stride 1).</remarks>
internal struct OutputSegments(int outputs, int inputs, int kernel, int stride, int padding)
{
    /// <summary>The first input of the run.</summary>
    public int Start { get; private set; }

    /// <summary>One past the last input of the run.</summary>
    public int End { get; private set; }

    /// <summary>The first output that the first input reaches.</summary>
    public int FirstOutput { get; private set; }

    /// <summary>The tap through which it does; the next output is reached through the tap stride below.</summary>
    public int FirstTap { get; private set; }

    /// <summary>How many outputs an input reaches; none where the stride skips it.</summary>
    public int TapCount { get; private set; }

    /// <summary>Inputs of the run.</summary>
    public readonly int Count => End - Start;

    public bool MoveNext()
    {
        Start = End;
        if (Start >= inputs)
        {
            return false;
        }

        (FirstOutput, FirstTap, TapCount) = OutputsOf(Start);
        End = Start + 1;
        while (stride == 1 && End < inputs && OutputsOf(End) == (FirstOutput + End - Start, FirstTap, TapCount))
        {
            End++;
        }

        return true;
    }

    private readonly (int Output, int Tap, int Count) OutputsOf(int input)
    {
        int lowest = input + padding - (kernel - 1);
        int first = lowest <= 0 ? 0 : (lowest + stride - 1) / stride;
        int last = Math.Min(outputs - 1, (input + padding) / stride);
        return last >= first ? (first, input + padding - (first * stride), last - first + 1) : (first, 0, 0);
    }
}
