namespace MLNetLandscape.Experiments.GeneticGates;

/// <summary>One run of the experiment on gates.</summary>
public sealed record GateTrialSettings
{
    /// <summary>Training digits.</summary>
    public required int TrainingRows { get; init; }

    /// <summary>Digits that score the gates.</summary>
    public required int HeldOutRows { get; init; }

    /// <summary>Digits that nothing was chosen by.</summary>
    public required int TestRows { get; init; }

    /// <summary>Units of each of the two hidden layers.</summary>
    public required int Units { get; init; }

    /// <summary>Epochs of every training.</summary>
    public required int Epochs { get; init; }

    /// <summary>Chromosomes of a generation.</summary>
    public required int Population { get; init; }

    /// <summary>Generations over frozen weights.</summary>
    public required int Generations { get; init; }
}
