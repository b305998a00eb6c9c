using System.Text.Json;

namespace MLNetLandscape.AutoML.Sweeps;

/// <summary>One training of a sweep, as a trial's settings; its seed is the trial's.</summary>
/// <param name="Task">"binary", "multiclass" or "regression".</param>
/// <param name="Options">The trainer's options of that task.</param>
/// <param name="Lambda">lambda; null for the network without its neuron.</param>
/// <param name="ValidationFraction">The share of rows held out; null where the trial names validation data.</param>
internal sealed record SweepTrialSettings(string Task, JsonElement Options, double? Lambda, double? ValidationFraction);
