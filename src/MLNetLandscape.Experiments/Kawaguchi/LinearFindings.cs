namespace MLNetLandscape.Experiments.Kawaguchi;

/// <summary>Deep linear networks of one set of widths on random data.</summary>
public sealed record LinearFindings
{
    /// <summary>Starts by L-BFGS.</summary>
    public required int Starts { get; init; }

    /// <summary>Starts that end at the global minimum of the formula, to a relative 1e-6.</summary>
    public required int Global { get; init; }

    /// <summary>Starts that end at another critical value of the formula.</summary>
    public required int OtherCritical { get; init; }

    /// <summary>Critical points that were made from the formula.</summary>
    public required int Points { get; init; }

    /// <summary>The largest |loss - formula| at them, over the loss of zero.</summary>
    public required double LargestError { get; init; }

    /// <summary>Of those above the minimum, with a negative eigenvalue.</summary>
    public required int StrictSaddles { get; init; }

    /// <summary>Of those above the minimum, without one.</summary>
    public required int BadSaddles { get; init; }

    /// <summary>Whether the Hessian at zero is exactly zero.</summary>
    public required bool HessianAtZeroIsZero { get; init; }
}
