namespace MLNetLandscape.AutoML.Trials;

/// <summary>A trial's pipelines, fitted on its folds.</summary>
/// <param name="Folds">For each fold the chain, and the validation data as it scores them; null if a training was hopeless.</param>
/// <param name="Curves">The validation metric of each training, epoch by epoch, fold by fold; the last one's was hopeless where one was.</param>
internal sealed record FittedTrial(IReadOnlyList<(ITransformer Model, IDataView Scored)>? Folds, IReadOnlyList<IReadOnlyList<double>> Curves);
