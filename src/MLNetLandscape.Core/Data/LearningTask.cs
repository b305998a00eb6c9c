namespace MLNetLandscape.Core.Data;

/// <summary>What is to be learnt from a label column.</summary>
public enum LearningTask
{
    /// <summary>Two classes; targets are -1 and +1.</summary>
    Binary,

    /// <summary>Two or more classes; targets are indices 0 .. K - 1.</summary>
    Multiclass,

    /// <summary>A real number.</summary>
    Regression,
}
