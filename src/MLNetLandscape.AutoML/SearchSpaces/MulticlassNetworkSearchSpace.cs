namespace MLNetLandscape.AutoML.SearchSpaces;

/// <summary>What a search for a network of several classes varies.</summary>
public sealed record MulticlassNetworkSearchSpace : NetworkSearchSpace;
