namespace MLNetLandscape.Core.Pretraining;

/// <summary>What the objective would be with one column replaced.</summary>
/// <param name="Objective">With the new column in its place.</param>
/// <param name="WithoutColumn">With the old column gone and none in its place.</param>
/// <param name="IsDependent">Whether the new column depends on the remaining ones, so that nothing takes the old one's place.</param>
public readonly record struct ReplacementTrial(double Objective, double WithoutColumn, bool IsDependent)
{
    /// <summary>The rounding of <see cref="Objective"/>, relative to <see cref="WithoutColumn"/>, from which it is a difference.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Whether the replacement lowers the present objective by more than rounding.</summary>
    public bool Improves(double present) => !IsDependent && Objective < present - (Rounding * WithoutColumn);
}
