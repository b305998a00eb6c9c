namespace MLNetLandscape.Experiments.SupervisedPretraining;

/// <summary>What a growth found.</summary>
/// <param name="Bounds">||r||^2 after each step: a neuron, or the pass-through at the start of a layer.</param>
/// <param name="Neurons">Neurons of the layer at each step; 0 marks the start of a layer.</param>
/// <param name="Rejected">Proposals that gained nothing.</param>
/// <param name="Changed">Perturbations that were kept.</param>
/// <param name="Training">What training did afterwards; null without.</param>
public sealed record PretrainingTrialResult(double[] Bounds, int[] Neurons, int Rejected, int Changed, PretrainingComparison? Training);
