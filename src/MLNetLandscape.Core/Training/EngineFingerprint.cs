using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;

namespace MLNetLandscape.Core.Training;

/// <summary>All that decides how a <see cref="NetworkEngine"/> trains, written as JSON.</summary>
internal sealed record EngineFingerprint(
    NetworkDefinition Network, Loss Loss, Regularization Regularization, Optimizer Optimizer, double? GradientClipNorm, long Seed);
