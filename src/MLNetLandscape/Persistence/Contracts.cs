namespace MLNetLandscape.Persistence;

/// <summary>The names under which saved pipelines find this assembly's mappings. The number is the format's version: a change of meaning takes a new one.</summary>
internal static class Contracts
{
    public const string Key = "MLNetLandscape.Key.1";
    public const string Score = "MLNetLandscape.Score.1";
    public const string Multiclass = "MLNetLandscape.MulticlassNetwork.1";
    public const string ScoreBlock = "MLNetLandscape.ScoreBlock.1";
}
