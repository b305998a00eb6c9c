namespace MLNetLandscape.Core.Optimizers.GaussNewton;

/// <summary>What one Gauss-Newton step did.</summary>
/// <param name="Objective">The batch's objective before the step.</param>
/// <param name="NewObjective">The batch's objective after it; the same where no step was taken.</param>
/// <param name="GradientNorm">The norm of the batch's gradient before it.</param>
/// <param name="StepSize">alpha times the learning rate; 0 where no step was taken.</param>
/// <param name="ReductionRatio">rho of the last try; NaN where the gradient was zero.</param>
/// <param name="Damping">tau of the last try.</param>
/// <param name="NextDamping">tau for the next step.</param>
public sealed record GaussNewtonReport(
    double Objective, double NewObjective, double GradientNorm, double StepSize, double ReductionRatio, double Damping, double NextDamping);
