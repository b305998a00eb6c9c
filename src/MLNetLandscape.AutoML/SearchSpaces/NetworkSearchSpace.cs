namespace MLNetLandscape.AutoML.SearchSpaces;

/// <summary>What a search varies; null leaves a setting as the options have it.</summary>
/// <remarks>
/// A search starts at the options' own values: ranges are widened and lists extended to hold them. The parameters of a trial carry the names of the
/// properties in the singular: Lambda, L2Regularization, LearningRate, Width, Depth, BatchSize, and Power.
/// </remarks>
public abstract record NetworkSearchSpace
{
    /// <summary>lambda, the factor of the penalty on the neuron's scale; not searched without a neuron. Two decades to either side of the article's 0.2.</summary>
    public SearchRange? Lambda { get; init; } = new(2e-3, 20);

    /// <summary>The factor of half the sum of w^2, from next to nothing to where it dominates standardised data.</summary>
    public SearchRange? L2Regularization { get; init; } = new(1e-7, 1e-1);

    /// <summary>The rate of the schedule, whose shape stays; Adam's usual 1e-3 lies in the middle.</summary>
    public SearchRange? LearningRate { get; init; } = new(1e-4, 1e-2);

    /// <summary>Units of the first hidden layer; the others keep their ratio to it.</summary>
    public IReadOnlyList<int>? Widths { get; init; } = [16, 32, 64, 128];

    /// <summary>Hidden layers; further ones go on by the ratio of the first two.</summary>
    public IReadOnlyList<int>? Depths { get; init; } = [1, 2, 3];

    /// <summary>Rows of a step.</summary>
    public IReadOnlyList<int>? BatchSizes { get; init; } = [16, 32, 64, 128];
}
