namespace MLNetLandscape.Core.Pretraining;

/// <summary>What the pretraining of a given network found.</summary>
/// <param name="Steps">The trajectory of each hidden layer; empty for a linear model.</param>
/// <param name="Rows">The rows that it learnt from.</param>
/// <param name="MeanSquare">The weighted mean over those rows of ||f - Y||^2 at the end, f before the output's activation; half of it bounds a squared loss without penalties.</param>
/// <param name="IdleNeurons">Neurons that gained nothing and were drawn at random: more neurons than the data has use for.</param>
public sealed record NetworkPretrainingResult(IReadOnlyList<PretrainingStep> Steps, int Rows, double MeanSquare, int IdleNeurons);
