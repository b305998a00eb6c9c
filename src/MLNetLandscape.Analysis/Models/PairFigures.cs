namespace MLNetLandscape.Analysis.Models;

/// <summary>Two models of a comparison.</summary>
public sealed record PairFigures
{
    /// <summary>The index of the first.</summary>
    public required int First { get; init; }

    /// <summary>The index of the second.</summary>
    public required int Second { get; init; }

    /// <summary>The share of rows with the same label; null for regression.</summary>
    public required double? Agreement { get; init; }

    /// <summary>The root mean squared difference of their outputs.</summary>
    public required double OutputDifference { get; init; }

    /// <summary>||theta_1 - theta_2|| over all parameters.</summary>
    public required double Distance { get; init; }

    /// <summary>The same after the second's hidden units are renumbered; null where that is not defined.</summary>
    public required double? AlignedDistance { get; init; }

    /// <summary>For every threshold tau, the share of parameters with |theta_1 - theta_2| > tau.</summary>
    public required IReadOnlyList<double> ShareBeyond { get; init; }

    /// <summary>The same after alignment; null where that is not defined.</summary>
    public required IReadOnlyList<double>? AlignedShareBeyond { get; init; }

    /// <summary>The objective on the straight line; null if it was not asked for.</summary>
    public required PathProfile? Line { get; init; }

    /// <summary>The objective on the straight line to the aligned second; null if it was not asked for, or is not defined.</summary>
    public required PathProfile? AlignedLine { get; init; }

    /// <summary>The objective on a trained curve, to the aligned second where there is one; null if it was not asked for.</summary>
    public required PathProfile? Curve { get; init; }
}
