namespace MLNetLandscape.Experiments.Hessians;

/// <summary>The interior maxima of a slice.</summary>
/// <param name="Kind">Which slice, as a formula.</param>
/// <param name="OnKinks">Maxima on kinks.</param>
/// <param name="Smooth">Maxima where the slice is differentiable.</param>
public sealed record SliceCount(string Kind, int OnKinks, int Smooth);
