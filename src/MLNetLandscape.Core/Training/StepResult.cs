namespace MLNetLandscape.Core.Training;

/// <summary>What one step found on its batch, before it moved the parameters.</summary>
/// <param name="Objective">The whole objective, penalties included.</param>
/// <param name="GradientNorm">The Euclidean norm of its gradient before clipping; NaN where the engine did not need it.</param>
/// <param name="ClampedExponents">Exponents that were clamped.</param>
public readonly record struct StepResult(double Objective, double GradientNorm, long ClampedExponents);
