namespace MLNetLandscape.Calibration;

/// <summary>A score's probability P(true | s) = 1 / (1 + exp(Slope s + Offset)), with ML.NET's signs: a useful Slope is negative.</summary>
/// <remarks>Source: Platt, "Probabilistic outputs for support vector machines", Advances in Large Margin Classifiers, 1999.</remarks>
/// <param name="Slope">The factor of the score.</param>
/// <param name="Offset">The constant of the exponent.</param>
public sealed record PlattScaling(double Slope, double Offset)
{
    /// <summary>The scaling of log-odds: Slope -1, Offset 0. The logistic loss needs no other.</summary>
    public static PlattScaling LogOdds { get; } = new(-1, 0);

    /// <summary>P(true | score), rounded once.</summary>
    public float Probability(float score) => (float)(1 / (1 + Math.Exp((Slope * score) + Offset)));
}
