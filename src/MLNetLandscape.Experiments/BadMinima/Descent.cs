using System.Numerics.Tensors;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;

namespace MLNetLandscape.Experiments.BadMinima;

/// <summary>Full-batch descent in double precision.</summary>
internal static class Descent
{
    /// <summary>Adam's learning rate: ten times the usual one, for problems this small.</summary>
    private const double AdamRate = 0.01;

    /// <summary>Descends in place; false where numbers overflowed, and the parameters are the last finite ones.</summary>
    /// <param name="objective">What is descended.</param>
    /// <param name="parameters">The start, and the end.</param>
    /// <param name="settings">Method and steps.</param>
    /// <param name="stepSize">The step of gradient descent.</param>
    /// <param name="look">Called before the first step and after every one, with the steps taken.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static bool Run(
        IObjective objective, double[] parameters, MinimumTrialSettings settings, double stepSize, Action<int>? look, CancellationToken cancellationToken)
    {
        double[] gradient = new double[parameters.Length], before = new double[parameters.Length];
        OptimizerState<double>? adam = settings.Optimizer == MinimumOptimizer.Adam ? new Adam().CreateState<double>(parameters.Length) : null;
        look?.Invoke(0);
        for (int step = 1; step <= settings.Steps; step++)
        {
            if (step % 1024 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            double value = objective.Gradient(parameters, gradient);
            if (!double.IsFinite(value) || !double.IsFinite(TensorPrimitives.SumOfMagnitudes<double>(gradient)))
            {
                before.CopyTo(parameters, 0);
                return false;
            }

            parameters.CopyTo(before, 0);
            if (adam is null)
            {
                TensorPrimitives.MultiplyAdd<double>(gradient, -stepSize, parameters, parameters);
            }
            else
            {
                adam.BeginStep(AdamRate);
                adam.Update(parameters, gradient, 0);
            }

            look?.Invoke(step);
        }

        if (double.IsFinite(objective.Value(parameters)))
        {
            return true;
        }

        before.CopyTo(parameters, 0);
        return false;
    }
}
