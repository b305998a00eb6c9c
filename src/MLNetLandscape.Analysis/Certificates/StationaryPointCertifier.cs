using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Certificates;

/// <summary>Says where a point stands in its landscape, and proves what can be proven.</summary>
/// <remarks>
/// <para>Everything is recomputed from the point; nothing that an optimizer reported is used.</para>
/// <para>A global minimum is certified by its value alone: the objective, with a bound on its rounding, against a lower bound that no parameters can
/// beat. The bound is the sum over distinct inputs of the least that the labels there can cost (and least squares, for linear networks); penalties are at
/// least zero. With an exponential neuron the base network must meet the bound too, since a vanishing scale certifies nothing (arXiv:1805.08671
/// speaks of exact local minima, and on its failure path a -> 0 while the neuron does all the work). Small gradients, positive curvature and a full-rank
/// Jacobian are reported, but never certify.</para>
/// </remarks>
public static class StationaryPointCertifier
{
    /// <summary>Examines a point.</summary>
    /// <param name="objective">The objective; for a <see cref="NetworkObjective"/> the network, the loss and the data are examined as well.</param>
    /// <param name="parameters">The point.</param>
    /// <param name="options">Tolerances.</param>
    /// <param name="cancellationToken">Ends the examination.</param>
    /// <exception cref="ArgumentException">The point does not fit, a number is not finite, or the objective is not finite there.</exception>
    /// <exception cref="InvalidOperationException">The objective is not deterministic.</exception>
    public static StationaryPointCertificate Certify(
        IObjective objective, ReadOnlySpan<double> parameters, CertificateOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        Curvature.OperatorRules.CheckPoint(parameters, objective.Dimension);
        options ??= new CertificateOptions();
        (double value, double[] gradient) = Determinism.Verify(objective, parameters);
        if (!double.IsFinite(value) || !gradient.All(double.IsFinite))
        {
            throw new ArgumentException(
                $"The objective or its gradient is not finite at this point (the value is {value}): the training has diverged. Take parameters from before the divergence.",
                nameof(parameters));
        }

        return new Examination(objective, parameters.ToArray(), options, value, gradient, cancellationToken).Run();
    }
}
