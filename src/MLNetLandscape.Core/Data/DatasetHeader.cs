namespace MLNetLandscape.Core.Data;

/// <summary>The JSON header of <see cref="DatasetContent"/>: all of a data set but its numbers.</summary>
internal sealed record DatasetHeader
{
    public required string Number { get; init; }

    public required int Rows { get; init; }

    public required int Features { get; init; }

    public required int Targets { get; init; }

    public required int Weights { get; init; }

    public IReadOnlyList<string> FeatureNames { get; init; } = [];

    public IReadOnlyList<string> ClassNames { get; init; } = [];

    public IReadOnlyList<int> Groups { get; init; } = [];

    internal static DatasetHeader Of<T>(Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new()
        {
            Number = NameOf<T>(),
            Rows = data.Rows,
            Features = data.Features.Length,
            Targets = data.Targets.Length,
            Weights = data.Weights?.Length ?? 0,
            FeatureNames = data.FeatureNames,
            ClassNames = data.ClassNames,
            Groups = data.Groups,
        };

    internal static string NameOf<T>() => typeof(T).Name.ToLowerInvariant();

    internal Dataset<T> ToDataset<T>(T[] features, T[] targets, T[] weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new()
        {
            Rows = Rows,
            Features = features,
            Targets = targets,
            Weights = weights.Length == 0 ? default(ReadOnlyMemory<T>?) : weights,
            FeatureNames = FeatureNames,
            ClassNames = ClassNames,
            Groups = Groups,
        };
}
