namespace MLNetLandscape.Core.Pretraining;

/// <summary>One point of a bound trajectory: what is reached when a neuron has joined and its perturbations are done.</summary>
/// <remarks>The readout is optimal at every step, so the objective never rises, and no training that never raises it can end above.</remarks>
/// <param name="Layer">The hidden layer, from 0.</param>
/// <param name="Neurons">Neurons in that layer; 0 for the layer before its first: the readout's bias alone, or the linear pass-through.</param>
/// <param name="SumOfSquares">||f - Y||^2 over the training rows and outputs, each row times its weight.</param>
/// <param name="Rejected">Proposals that failed before this neuron was found.</param>
/// <param name="Changed">Perturbations that were kept.</param>
/// <param name="HeldOutSumOfSquares">The same over the held-out rows; null without.</param>
public sealed record PretrainingStep(int Layer, int Neurons, double SumOfSquares, int Rejected, int Changed, double? HeldOutSumOfSquares);
