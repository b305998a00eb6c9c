using System.Numerics.Tensors;

namespace MLNetLandscape.Core.Optimizers.GaussNewton;

/// <summary>One damped step, with its tries. The formulas are those of <see cref="GaussNewtonEngine"/>.</summary>
internal sealed class GaussNewtonStep(GaussNewtonBatch batch, ICurvaturePreconditioner method, GaussNewtonOptions options)
{
    /// <summary>What a failed try multiplies the damping by: in six tries it grows four thousandfold.</summary>
    private const double Growth = 4;

    private readonly double[] gradient = new double[batch.Dimension];
    private readonly double[] direction = new double[batch.Dimension];
    private readonly double[] product = new double[batch.Dimension];
    private readonly double[] start = new double[batch.Dimension];

    /// <summary>Moves the network's parameters.</summary>
    internal GaussNewtonReport Take(double damping, double learningRate, bool updateCurvature)
    {
        double value = batch.Gradient(gradient);
        double norm = TensorPrimitives.Norm<double>(gradient);
        GaussNewtonReport report = new(value, value, norm, 0, double.NaN, damping, damping);
        if (!double.IsFinite(value) || !double.IsFinite(norm) || norm == 0)
        {
            return report;
        }

        if (updateCurvature)
        {
            method.Update(batch);
        }

        batch.Network.Parameters.CopyTo(start);
        for (int attempt = 0; attempt <= options.Retries; attempt++)
        {
            report = Try(report with { Damping = report.NextDamping }, learningRate);
            if (report.StepSize != 0)
            {
                return report;
            }

            start.CopyTo(batch.Network.Parameters);
            batch.Invalidate();
        }

        return report;
    }

    private GaussNewtonReport Try(GaussNewtonReport before, double learningRate)
    {
        double damping = before.Damping;
        if (!method.TrySolve(gradient, damping, direction))
        {
            return before with { NextDamping = Raise(damping, damping * Growth) };
        }

        batch.Multiply(direction, product);
        double slope = TensorPrimitives.Dot<double>(gradient, direction);
        double curvature = TensorPrimitives.Dot<double>(direction, product);
        double alpha = learningRate * slope / (curvature + (damping * TensorPrimitives.Dot<double>(direction, direction)));
        double promised = (-alpha * slope) + (alpha * alpha * curvature / 2);
        TensorPrimitives.MultiplyAdd<double>(direction, -alpha, start, batch.Network.Parameters);
        double value = batch.Value();
        double ratio = (value - before.Objective) / promised;
        return value <= before.Objective
            ? before with { NewObjective = value, StepSize = alpha, ReductionRatio = ratio, NextDamping = Adapt(damping, ratio) }
            : before with { ReductionRatio = ratio, NextDamping = Raise(damping, damping * Growth) };
    }

    private double Adapt(double damping, double ratio) => ratio switch
    {
        > 0.75 => Math.Max(damping * options.DampingRatio, options.LeastDamping),
        < 0.25 => Raise(damping, damping / options.DampingRatio),
        _ => damping,
    };

    /// <summary>At a minimum, where no step gains what was promised, the damping would otherwise grow without end.</summary>
    private double Raise(double damping, double wanted) => Math.Max(damping, Math.Min(wanted, options.MostDamping));
}
