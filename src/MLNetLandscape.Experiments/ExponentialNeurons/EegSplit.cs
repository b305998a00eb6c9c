namespace MLNetLandscape.Experiments.ExponentialNeurons;

/// <summary>How rows are held out.</summary>
public enum EegSplit
{
    /// <summary>A fifth at random, as in the article: frames overlap by half, so halves of a second lie on both sides.</summary>
    Random,

    /// <summary>Whole sessions; a session has one label, so several are held out together.</summary>
    Sessions,

    /// <summary>Whole subjects.</summary>
    Subjects,
}
