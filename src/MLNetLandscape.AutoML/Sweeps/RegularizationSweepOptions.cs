namespace MLNetLandscape.AutoML.Sweeps;

/// <summary>What a sweep of lambda is asked for.</summary>
public sealed record RegularizationSweepOptions
{
    /// <summary>The values of lambda, at least one, each positive and finite, none twice: by default half-decades from 0.001 to 10, around the article's 0.2.</summary>
    public IReadOnlyList<double> Lambdas { get; init; } = LogGrid.Between(1e-3, 10, 9);

    /// <summary>The seeds, at least one, none twice. A seed decides split, initial weights and order of rows, alike for every lambda.</summary>
    public IReadOnlyList<long> Seeds { get; init; } = [1, 2, 3, 4, 5];

    /// <summary>The share of rows held out in each run, above 0 and below 1, stratified for classes; ignored with validation data of its own.</summary>
    public double ValidationFraction { get; init; } = 0.2;

    /// <summary>Whether to train without the neuron too, on the same splits: what every lambda is compared with.</summary>
    public bool IncludePlain { get; init; } = true;

    /// <summary>The confidence of the intervals, above 0 and below 1; 0.9 as in the article.</summary>
    public double Confidence { get; init; } = 0.9;

    /// <summary>Trainings at a time, at least 1; no figure depends on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Where to keep the trainings that are done, so that an interrupted sweep continues; null keeps nothing.</summary>
    /// <remarks>
    /// The file is written in one step after every training. It belongs to the data and settings of the sweep; with others it is refused. Lambdas and
    /// seeds may be added, and what is done is not done again.
    /// </remarks>
    public string? StatePath { get; init; }

    /// <exception cref="ArgumentException">An option is out of range; the message says which.</exception>
    internal void ThrowIfInvalid()
    {
        ThrowIfEmptyOrRepeated(Lambdas, nameof(Lambdas), "LogGrid.Between(1e-3, 10, 9)");
        ThrowIfEmptyOrRepeated(Seeds, nameof(Seeds), "[1, 2, 3, 4, 5]");
        for (int i = 0; i < Lambdas.Count; i++)
        {
            if (!(Lambdas[i] > 0 && double.IsFinite(Lambdas[i])))
            {
                throw new ArgumentException($"Lambdas[{i}] must be positive and finite, but was {Lambdas[i]}. For a run without the neuron, set IncludePlain.");
            }
        }

        ThrowUnlessShare(ValidationFraction, nameof(ValidationFraction), 0.2);
        ThrowUnlessShare(Confidence, nameof(Confidence), 0.9);
        if (Threads < 1)
        {
            throw new ArgumentException($"Threads must be at least 1, but was {Threads}.");
        }
    }

    private static void ThrowIfEmptyOrRepeated<TValue>(IReadOnlyList<TValue> values, string name, string usual)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        if (values.Count == 0)
        {
            throw new ArgumentException($"{name} must have at least one value, but was empty. Usual is {usual}.");
        }

        if (values.GroupBy(value => value).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            throw new ArgumentException($"{name} must hold every value once, but holds {repeated.Key} {repeated.Count()} times. Repeating it would give the same figures.");
        }
    }

    private static void ThrowUnlessShare(double value, string name, double usual)
    {
        if (value is not (> 0 and < 1))
        {
            throw new ArgumentException($"{name} must be above 0 and below 1, but was {value}. Usual is {usual}.");
        }
    }
}
