namespace MLNetLandscape.Tests.Accuracy;

/// <summary>Keeps tests that measure time from running beside others.</summary>
[CollectionDefinition(nameof(PredictionEngineSpeedTests), DisableParallelization = true)]
public sealed class PredictionEngineSpeedGroup;
