namespace MLNetLandscape.Analysis.Surfaces;

/// <summary>A local maximum in the interior of a slice, refined beyond the grid.</summary>
/// <remarks>Piecewise-linear activations with a convex loss allow interior maxima within a layer on kinks only: Botev, Ritter, Barber, arXiv:1706.03662.</remarks>
/// <param name="U">Its place.</param>
/// <param name="V">Its place; 0 on a line.</param>
/// <param name="Value">The objective there.</param>
/// <param name="IsOnKink">Whether the slice is not differentiable there: its gradient nearby does not vanish with the distance.</param>
/// <param name="GradientRatio">
/// The largest gradient at a ten-thousandth of the distance over that at the full distance of a tenth of the grid's spacing: about 1e-4 where the slice is smooth, about 1 on a kink.
/// </param>
public sealed record SliceMaximum(double U, double V, double Value, bool IsOnKink, double GradientRatio);
