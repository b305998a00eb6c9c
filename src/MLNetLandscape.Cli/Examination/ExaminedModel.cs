using System.Globalization;
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
/// <param name="HeldOut">The share of rows that its training held out; 0 where none is noted.</param>
internal sealed record ExaminedModel(
    string Path, SavedModel Saved, Network<double> Network, Dataset<double> Data, int SkippedRows, Regularization Regularization, double HeldOut)
{
    /// <summary>Warns where the training held rows out: it minimised the objective of the others, and the model does not tell which those are.</summary>
    public void WarnOfHeldOutRows(Terminal terminal)
    {
        if (HeldOut > 0)
        {
            string share = HeldOut.ToString(CultureInfo.InvariantCulture);
            terminal.Error.WriteLine(
                $"Warning: {Path} was trained with --validation {share}: that share of the rows was held out. "
                + "The objective of all rows is another one, where the point is hardly stationary. Train with --validation 0 to examine it.");
        }
    }

    /// <summary>The full-data objective.</summary>
    public NetworkObjective CreateObjective() => new(Network, Saved.Loss, Regularization, Data);
}
