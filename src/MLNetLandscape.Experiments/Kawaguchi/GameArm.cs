namespace MLNetLandscape.Experiments.Kawaguchi;

/// <summary>A tuple of adversarial games that differ in their starts.</summary>
public sealed record GameArm
{
    /// <summary>Whether weights start with the deviations 2, 3, 4, ...; else as this library's layers usually do, every game from another seed.</summary>
    public required bool StartsWide { get; init; }

    /// <summary>The discriminators' mean losses at the end.</summary>
    public required IReadOnlyList<double> Losses { get; init; }

    /// <summary>The modes that each generator hits.</summary>
    public required IReadOnlyList<int> Modes { get; init; }

    /// <summary>The share of each generator's points near a mode.</summary>
    public required IReadOnlyList<double> Shares { get; init; }

    /// <summary>Generators that answer every noise alike.</summary>
    public required int Constant { get; init; }

    /// <summary>Dead units of the generators, as a share.</summary>
    public required double DeadShare { get; init; }

    /// <summary>The mean distance of two generators' answers to the same noise.</summary>
    public required double AnswersApart { get; init; }

    /// <summary>The same to different noise, the control: what answers that have nothing to do with each other are apart.</summary>
    public required double UnrelatedApart { get; init; }

    /// <summary>The pairs of generators.</summary>
    public required IReadOnlyList<KawaguchiPair> Pairs { get; init; }
}
