namespace MLNetLandscape.AutoML.Trials;

/// <summary>A network's training on one fold.</summary>
/// <param name="Model">The fitted transformer; null if the training was hopeless and stopped.</param>
/// <param name="Curve">The validation metric of each epoch; higher is better.</param>
internal sealed record FoldFit(ITransformer? Model, IReadOnlyList<double> Curve);
