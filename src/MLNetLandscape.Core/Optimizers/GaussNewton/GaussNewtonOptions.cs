namespace MLNetLandscape.Core.Optimizers.GaussNewton;

/// <summary>How a <see cref="GaussNewtonEngine"/> damps its steps.</summary>
public sealed record GaussNewtonOptions
{
    /// <summary>The first damping tau, positive; 1 by default, which is about the curvature of a loss in its outputs: the first steps are careful.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive or not finite.</exception>
    public double Damping { get; init => field = Positive(nameof(Damping), value); } = 1;

    /// <summary>The least damping, positive; 1e-12 by default, so that singular matrices can be factored.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive or not finite.</exception>
    public double LeastDamping { get; init => field = Positive(nameof(LeastDamping), value); } = 1e-12;

    /// <summary>The most that failed steps raise the damping to, positive; 1e12 by default, where a step is a trillionth of the gradient.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive or not finite.</exception>
    public double MostDamping { get; init => field = Positive(nameof(MostDamping), value); } = 1e12;

    /// <summary>What a step that kept its promise multiplies the damping by, above 0 and at most 1; one that did not, divides it. 0.95 by default.</summary>
    /// <remarks>
    /// 0.95 is for batches that change from step to step: (19/20)^5 every five steps in Martens and Grosse, arXiv:1503.05671, section 6.5. With all rows in every step, 2/3 or
    /// 1/2 are quicker: Martens, "Deep learning via Hessian-free optimization", ICML 2010, section 4.1.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public double DampingRatio
    {
        get;
        init => field = value is > 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(DampingRatio), $"DampingRatio must be above 0 and at most 1, but was {value}. 1 leaves the damping as it is.");
    } = 0.95;

    /// <summary>Steps between two updates of the curvature, at least 1; 1 by default. An epoch always begins with an update.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1.</exception>
    public int CurvatureInterval
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(CurvatureInterval), $"CurvatureInterval must be at least 1 step, but was {value}. 1 updates it in every step.");
    } = 1;

    /// <summary>How often a step that would raise the batch's objective is tried again, with four times the damping each time, at least 0; 6 by default. After that it is not taken.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 0.</exception>
    public int Retries
    {
        get;
        init => field = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Retries), $"Retries must be at least 0, but was {value}. 0 gives a step that would raise the objective up at once.");
    } = 6;

    /// <summary>Threads of the gradient, at least 1; the result does not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1.</exception>
    public int Threads
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Threads), $"Threads must be at least 1, but was {value}. For a single thread, use 1.");
    } = 1;

    private static double Positive(string name, double value) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, $"{name} must be positive and finite, but was {value}.");
}
