using MLNetLandscape.Models;

namespace MLNetLandscape.Persistence.Mappings;

/// <summary>Makes a row's output of its scores.</summary>
internal delegate void ScoresUser<in TOutput>(LandscapeModel model, ReadOnlySpan<float> scores, TOutput output);
