using MLNetLandscape.Core.Training;
using MLNetLandscape.Experiments.Training;

namespace MLNetLandscape.Experiments.ExponentialNeurons;

/// <summary>What a training of the EEG network gave.</summary>
/// <param name="TrainingRows">Rows trained on.</param>
/// <param name="ValidationRows">Rows held out.</param>
/// <param name="MajorityShare">The share of the more frequent class among the rows held out.</param>
/// <param name="Curve">The training, by its steps and on the rows held out.</param>
/// <param name="End">Where it ended, on the training rows.</param>
public sealed record EegTrialResult(int TrainingRows, int ValidationRows, double MajorityShare, TrainingCurve Curve, Evaluation End);
