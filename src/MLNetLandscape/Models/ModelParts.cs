using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Schemas;

namespace MLNetLandscape.Models;

/// <summary>What models of all kinds have beside what computes.</summary>
internal sealed record ModelParts
{
    public required Standardizer? Standardizer { get; init; }

    public required Loss Loss { get; init; }

    public required Regularization Regularization { get; init; }

    public required ColumnNames Columns { get; init; }

    public required TrainingHistory History { get; init; }
}
