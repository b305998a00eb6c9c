namespace MLNetLandscape.Core.Data;

/// <summary>Which rows train and which validate; each row index at most once, both parts ascending.</summary>
/// <param name="Training">Indices of the training rows.</param>
/// <param name="Validation">Indices of the validation rows.</param>
public sealed record Split(int[] Training, int[] Validation);
