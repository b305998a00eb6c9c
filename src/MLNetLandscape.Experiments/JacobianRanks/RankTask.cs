namespace MLNetLandscape.Experiments.JacobianRanks;

/// <summary>What a trial on ranks does.</summary>
public enum RankTask
{
    /// <summary>Counts random networks whose Jacobian has full row rank.</summary>
    RandomNetworks,

    /// <summary>Trains hidden weights and watches rank and loss.</summary>
    Training,
}
