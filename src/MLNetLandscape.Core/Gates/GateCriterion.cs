namespace MLNetLandscape.Core.Gates;

/// <summary>The held-out figure that decides between chromosomes.</summary>
public enum GateCriterion
{
    /// <summary>The mean loss without penalties; lower is better.</summary>
    Loss,

    /// <summary>The accuracy, or the root mean squared error, see <see cref="Training.Metric"/>.</summary>
    Metric,
}
