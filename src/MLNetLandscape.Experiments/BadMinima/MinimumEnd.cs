using MLNetLandscape.Analysis.Certificates;

namespace MLNetLandscape.Experiments.BadMinima;

/// <summary>Where a descent ended.</summary>
public sealed record MinimumEnd
{
    /// <summary>What was added.</summary>
    public required MinimumArm Arm { get; init; }

    /// <summary>Whether it started where the plain network had ended, instead of at the same random start.</summary>
    public required bool FromPlainEnd { get; init; }

    /// <summary>Whether all went on in finite numbers; if not, the rest tells the last finite point.</summary>
    public required bool IsFinite { get; init; }

    /// <summary>L~.</summary>
    public required double Objective { get; init; }

    /// <summary>L, without what was added.</summary>
    public required double BaseLoss { get; init; }

    /// <summary>||dL~||.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>What can be proven of the point.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>a; NaN in the plain network.</summary>
    public double Scale { get; init; } = double.NaN;

    /// <summary>b.</summary>
    public double Bias { get; init; } = double.NaN;

    /// <summary>||w||.</summary>
    public double WeightNorm { get; init; } = double.NaN;

    /// <summary>The largest added term on the data.</summary>
    public double LargestTerm { get; init; } = double.NaN;

    /// <summary>The way, if it was traced.</summary>
    public IReadOnlyList<MinimumTracePoint> Trace { get; init; } = [];

    /// <summary>What it means, given the least loss that any descent of the problem has found.</summary>
    /// <param name="best">That loss.</param>
    /// <param name="tolerance">How far above it counts as there.</param>
    public EscapeOutcome OutcomeOf(double best, double tolerance)
    {
        if (!IsFinite)
        {
            return EscapeOutcome.BrokeDown;
        }

        return BaseLoss <= best + tolerance ? EscapeOutcome.Solved : Objective <= best + tolerance ? EscapeOutcome.OnlySeems : EscapeOutcome.Stuck;
    }
}
