using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Cli.Examination;

/// <summary>A trained model with the data that it is examined on, in double precision.</summary>
/// <param name="Path">The model file.</param>
/// <param name="Saved">The model.</param>
/// <param name="Network">Its network.</param>
/// <param name="Data">The data, scaled as the model asks.</param>
/// <param name="SkippedRows">Rows that were left out for missing values.</param>
/// <param name="Regularization">The penalties of its training.</param>
internal sealed record ExaminedModel(
    string Path, SavedModel Saved, Network<double> Network, Dataset<double> Data, int SkippedRows, Regularization Regularization)
{
    /// <summary>The full-data objective.</summary>
    public NetworkObjective CreateObjective() => new(Network, Saved.Loss, Regularization, Data);
}
