using System.Text.Json;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>The training of a network on one fold, as a trial's settings; its seed is the trial's.</summary>
/// <param name="Task">"binary", "multiclass" or "regression".</param>
/// <param name="Options">The trainer's options of that task.</param>
/// <param name="IsCalibrated">Whether a network for two classes gets a Probability.</param>
/// <param name="Thresholds">For each epoch, below which validation metric the training is hopeless; null lets it run to its end.</param>
internal sealed record NetworkFitSettings(string Task, JsonElement Options, bool IsCalibrated, IReadOnlyList<double>? Thresholds);
