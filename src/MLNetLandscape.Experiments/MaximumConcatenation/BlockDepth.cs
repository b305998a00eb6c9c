namespace MLNetLandscape.Experiments.MaximumConcatenation;

/// <summary>What was found at one depth.</summary>
/// <param name="Embedded">The loss of the shallower network's end point in this network, before any training; the start's, without blocks.</param>
/// <param name="Shift">How far that, or the paper's silent embedding, is from the shallower network's loss, relative.</param>
/// <param name="Nested">The loss after training on from there.</param>
/// <param name="Silent">The loss after the same training from the paper's embedding, whose new units are all 0.</param>
/// <param name="Random">The loss after training from a random start.</param>
/// <param name="RandomGradientNorm">The gradient's norm there.</param>
/// <param name="IsConverged">Whether that is at most 1e-6: as near a critical point as this experiment asks.</param>
public sealed record BlockDepth(double Embedded, double Shift, double Nested, double Silent, double Random, double RandomGradientNorm, bool IsConverged);
