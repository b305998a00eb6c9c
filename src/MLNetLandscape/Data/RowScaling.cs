using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Data;

/// <summary>The scalings that a network's rows go through.</summary>
/// <param name="Features">That of the features; null for none.</param>
/// <param name="Label">That of the label.</param>
internal sealed record RowScaling(Standardizer? Features, LabelScaling Label);
