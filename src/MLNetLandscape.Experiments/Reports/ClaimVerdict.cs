namespace MLNetLandscape.Experiments.Reports;

/// <summary>What an experiment says of a claim.</summary>
public enum ClaimVerdict
{
    /// <summary>The figures agree with it wherever it was put to the test.</summary>
    Holds,

    /// <summary>They agree with it in some of the settings; the reasons say in which.</summary>
    HoldsUnderConditions,

    /// <summary>They contradict it.</summary>
    DoesNotHold,

    /// <summary>They are too few or too uncertain to say.</summary>
    Undecided,
}
