using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Schemas;

namespace MLNetLandscape.Models;

/// <summary>What models of all tasks consist of.</summary>
internal sealed record NetworkModelParts
{
    public required Network<float> Network { get; init; }

    public required Standardizer? Standardizer { get; init; }

    public required Loss Loss { get; init; }

    public required Regularization Regularization { get; init; }

    public required ColumnNames Columns { get; init; }

    public required TrainingHistory History { get; init; }

    /// <summary>The same parts with the neuron taken away.</summary>
    public NetworkModelParts Stripped() => this with { Network = Network.Stripped() };
}
