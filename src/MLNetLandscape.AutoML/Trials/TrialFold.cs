namespace MLNetLandscape.AutoML.Trials;

/// <summary>The data of one fold, or of a trial without folds.</summary>
internal sealed record TrialFold(IDataView Training, IDataView Validation);
