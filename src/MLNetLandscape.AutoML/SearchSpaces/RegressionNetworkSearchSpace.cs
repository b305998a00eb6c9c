namespace MLNetLandscape.AutoML.SearchSpaces;

/// <summary>What a search for a network of a real number varies.</summary>
public sealed record RegressionNetworkSearchSpace : NetworkSearchSpace;
