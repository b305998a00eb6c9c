using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Core.Persistence;

/// <summary>The JSON header of a model file: all of a <see cref="SavedModel"/> but the numbers, which follow as the payload.</summary>
internal sealed record ModelHeader
{
    public required NetworkDefinition Network { get; init; }

    public required int ParameterCount { get; init; }

    public required int StateCount { get; init; }

    /// <summary>Whether the parameters are stored in double precision, of which the others are the rounded ones.</summary>
    public bool IsPrecise { get; init; }

    public required Loss Loss { get; init; }

    public required LearningTask Task { get; init; }

    public Standardizer? Standardizer { get; init; }

    public IReadOnlyList<string> FeatureNames { get; init; } = [];

    public IReadOnlyList<string> ClassNames { get; init; } = [];

    public string LabelName { get; init; } = "";

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    internal static ModelHeader Of(SavedModel model) => new()
    {
        Network = model.Network,
        ParameterCount = model.Parameters.Length,
        StateCount = model.State.Length,
        IsPrecise = model.PreciseParameters is not null,
        Loss = model.Loss,
        Task = model.Task,
        Standardizer = model.Standardizer,
        FeatureNames = model.FeatureNames,
        ClassNames = model.ClassNames,
        LabelName = model.LabelName,
        Metadata = model.Metadata,
    };

    internal SavedModel ToModel(float[] parameters, float[] state, double[]? precise) => new()
    {
        Network = Network,
        Parameters = parameters,
        PreciseParameters = precise,
        State = state,
        Loss = Loss,
        Task = Task,
        Standardizer = Standardizer,
        FeatureNames = FeatureNames,
        ClassNames = ClassNames,
        LabelName = LabelName,
        Metadata = Metadata,
    };
}
