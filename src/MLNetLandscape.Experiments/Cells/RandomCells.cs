using MLNetLandscape.Analysis.Estimates;

namespace MLNetLandscape.Experiments.Cells;

/// <summary>The random cells of one size.</summary>
/// <param name="Units">K.</param>
/// <param name="Rows">N.</param>
/// <param name="FullRank">Those of full column rank, among all.</param>
/// <param name="Genuine">Those that contain their minimiser, among those of full rank.</param>
internal sealed record RandomCells(int Units, int Rows, Proportion FullRank, Proportion Genuine);
