namespace MLNetLandscape.Core.Onnx;

/// <summary>How a score s becomes the probability of the positive class: 1 / (1 + exp(Slope s + Offset)), with ML.NET's signs.</summary>
/// <remarks>A useful slope is negative. Source: Platt, "Probabilistic outputs for support vector machines", Advances in Large Margin Classifiers, 1999.</remarks>
/// <param name="Slope">The factor of the score, finite.</param>
/// <param name="Offset">The constant, finite.</param>
public sealed record OnnxCalibration(double Slope, double Offset)
{
    /// <summary>Scores that are log-odds, as the logistic loss makes them: slope -1, offset 0.</summary>
    public static OnnxCalibration LogOdds { get; } = new(-1, 0);
}
