using System.Text.Json;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments;

/// <summary>A trial and what it computed.</summary>
/// <param name="Trial">What was asked.</param>
/// <param name="Result">The result, in the shape of the trial's type.</param>
public sealed record TrialResult(Trial Trial, JsonElement Result);
