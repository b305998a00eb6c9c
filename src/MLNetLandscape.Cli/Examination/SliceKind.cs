namespace MLNetLandscape.Cli.Examination;

/// <summary>Which directions a surface is drawn along.</summary>
internal enum SliceKind
{
    /// <summary>Random, filter-normalised.</summary>
    Filter,

    /// <summary>Random, as long as the parameters.</summary>
    Random,

    /// <summary>Within one layer or across two: the layers' weights are replaced, not displaced.</summary>
    Layers,
}
