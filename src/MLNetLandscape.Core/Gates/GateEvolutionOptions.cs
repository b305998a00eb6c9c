namespace MLNetLandscape.Core.Gates;

/// <summary>How a population of gates evolves.</summary>
public sealed record GateEvolutionOptions
{
    /// <summary>Chromosomes of a generation, at least 2; 32 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2.</exception>
    public int Population
    {
        get;
        init => field = value >= 2
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Population), $"Population must be at least 2, but was {value}. Crossover takes two parents.");
    } = 32;

    /// <summary>The best chromosomes of a generation, which are parents of the next and live on unchanged, 1 up to the population less one; 4 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1.</exception>
    public int Elites
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Elites), $"Elites must be at least 1, but was {value}. Without an elite the best score could fall.");
    } = 4;

    /// <summary>The probability that a gene of a child flips, 0 to 1; 0.02 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not within 0 and 1.</exception>
    public double MutationRate { get; init => field = Probability(nameof(MutationRate), value); } = 0.02;

    /// <summary>The probability that a gate of the first generation is open, 0 to 1; 0.8 by default. One chromosome always starts with all gates open.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not within 0 and 1.</exception>
    public double InitialOpen { get; init => field = Probability(nameof(InitialOpen), value); } = 0.8;

    /// <summary>What is held out to score by.</summary>
    public GateCriterion Criterion { get; init; } = GateCriterion.Loss;

    /// <summary>The seed of all draws.</summary>
    public long Seed { get; init; } = 1;

    internal GateEvolutionOptions Validate() => Elites < Population
        ? this
        : throw new ArgumentException(
            $"Elites must be fewer than the Population of {Population}, but was {Elites}. The others make room for children.", nameof(Elites));

    private static double Probability(string name, double value) => value is >= 0 and <= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, $"{name} must be a probability from 0 to 1, but was {value}.");
}
