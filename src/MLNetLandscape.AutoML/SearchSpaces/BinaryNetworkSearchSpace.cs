namespace MLNetLandscape.AutoML.SearchSpaces;

/// <summary>What a search for a network of two classes varies.</summary>
public sealed record BinaryNetworkSearchSpace : NetworkSearchSpace
{
    /// <summary>p of the polynomial hinge, each at least 3, as the theory asks; not searched with the logistic loss.</summary>
    public IReadOnlyList<int>? Powers { get; init; } = [3, 4, 5];
}
