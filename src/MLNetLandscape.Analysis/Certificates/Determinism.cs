using System.Globalization;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Certificates;

/// <summary>Checks that an objective is one function: equal parameters, equal bits.</summary>
public static class Determinism
{
    /// <summary>Evaluates value, gradient and a Hessian product twice, with another point in between, and once on a fork.</summary>
    /// <returns>The value and the gradient.</returns>
    /// <exception cref="InvalidOperationException">Two evaluations differ.</exception>
    public static (double Value, double[] Gradient) Verify(IObjective objective, ReadOnlySpan<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(objective);
        double[] gradient = new double[parameters.Length];
        double[] again = new double[parameters.Length];
        double[] elsewhere = new double[parameters.Length];
        for (int i = 0; i < elsewhere.Length; i++)
        {
            elsewhere[i] = parameters[i] * (1 + Math.ScaleB(1, -20));
        }

        double value = objective.Value(parameters);
        double withGradient = objective.Gradient(parameters, gradient);
        objective.Gradient(elsewhere, again);
        Require("values", value, objective.Value(parameters));
        Require("values of the gradient's pass", withGradient, objective.Gradient(parameters, again));
        Compare("gradient", gradient, again);
        IObjective fork = objective.Fork();
        using IDisposable? native = fork as IDisposable;
        Require("values, the second of a fork,", value, fork.Value(parameters));
        fork.Gradient(parameters, again);
        Compare("gradient, the second time of a fork,", gradient, again);
        double[] product = new double[parameters.Length];
        objective.HessianVectorProduct(parameters, gradient, product);
        objective.HessianVectorProduct(parameters, gradient, again);
        Compare("Hessian product", product, again);
        return (value, gradient);
    }

    /// <summary>Evaluates the value twice, and once on a fork: for analyses that need nothing else.</summary>
    /// <exception cref="ArgumentException">The point has not the objective's dimension.</exception>
    /// <exception cref="InvalidOperationException">Two evaluations differ.</exception>
    public static void VerifyValue(IObjective objective, ReadOnlySpan<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(objective);
        if (parameters.Length != objective.Dimension)
        {
            throw new ArgumentException(
                $"The objective takes {objective.Dimension} parameters, but {parameters.Length} were given. Use the model that the objective was made for.", nameof(parameters));
        }

        double value = objective.Value(parameters);
        Require("values", value, objective.Value(parameters));
        IObjective fork = objective.Fork();
        using IDisposable? native = fork as IDisposable;
        Require("values, the second of a fork,", value, fork.Value(parameters));
    }

    private static void Compare(string what, double[] first, double[] second)
    {
        for (int i = 0; i < first.Length; i++)
        {
            Require($"numbers at [{i}] of the {what}", first[i], second[i]);
        }
    }

    private static void Require(string what, double first, double second)
    {
        if (BitConverter.DoubleToInt64Bits(first) != BitConverter.DoubleToInt64Bits(second))
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The objective is not deterministic: two {what} at the same parameters were {first:R} and {second:R}. "
                + $"Fix its seed, switch off dropout, and evaluate all the data, not a batch; nothing can be said of a random function."));
        }
    }
}
