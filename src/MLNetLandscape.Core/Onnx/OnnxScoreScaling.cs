namespace MLNetLandscape.Core.Onnx;

/// <summary>Undoes the scaling of a regression's labels: Score = Deviation f(x) + Mean.</summary>
/// <param name="Mean">The mean that was subtracted from the labels, finite.</param>
/// <param name="Deviation">What they were divided by, finite and above 0.</param>
public sealed record OnnxScoreScaling(double Mean, double Deviation);
