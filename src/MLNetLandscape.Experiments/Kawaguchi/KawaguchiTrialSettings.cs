namespace MLNetLandscape.Experiments.Kawaguchi;

/// <summary>One tuple of networks, or one family of deep linear networks.</summary>
public sealed record KawaguchiTrialSettings
{
    /// <summary>The part of the experiment.</summary>
    public required string Part { get; init; }

    /// <summary>What is trained.</summary>
    public required KawaguchiVariant Variant { get; init; }

    /// <summary>Outputs and loss.</summary>
    public KawaguchiHead Head { get; init; }

    /// <summary>Hidden widths.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [];

    /// <summary>Networks of the tuple, at least 2; random starts for linear networks.</summary>
    public int Models { get; init; } = 4;

    /// <summary>Passes over the training rows.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>The most training rows; the first ones are taken.</summary>
    public int TrainingRows { get; init; } = int.MaxValue;

    /// <summary>The most rows to compare on.</summary>
    public int ComparedRows { get; init; } = int.MaxValue;

    /// <summary>Whether the data are MNIST; else Boston housing. Of no meaning to linear networks.</summary>
    public bool IsMnist { get; init; } = true;
}
