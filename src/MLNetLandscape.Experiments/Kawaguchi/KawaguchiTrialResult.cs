using MLNetLandscape.Experiments.Training;

namespace MLNetLandscape.Experiments.Kawaguchi;

/// <summary>What a tuple of networks came to.</summary>
public sealed record KawaguchiTrialResult
{
    /// <summary>Rows trained on.</summary>
    public int TrainingRows { get; init; }

    /// <summary>Rows compared on.</summary>
    public int ComparedRows { get; init; }

    /// <summary>Parameters of a network.</summary>
    public int Parameters { get; init; }

    /// <summary>The networks, by their initial deviation.</summary>
    public IReadOnlyList<KawaguchiModel> Models { get; init; } = [];

    /// <summary>All pairs.</summary>
    public IReadOnlyList<KawaguchiPair> Pairs { get; init; } = [];

    /// <summary>The mean loss of outputs that are all zero.</summary>
    public double ZeroLoss { get; init; }

    /// <summary>The share of the most frequent class; NaN for regression.</summary>
    public double MajorityAccuracy { get; init; } = double.NaN;

    /// <summary>Deep linear networks; null for others.</summary>
    public LinearFindings? Linear { get; init; }

    /// <summary>Adversarial games; null for others.</summary>
    public GameFindings? Game { get; init; }
}
