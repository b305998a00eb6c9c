namespace MLNetLandscape.Experiments.Hessians;

/// <summary>The Hessian at one moment of a training.</summary>
/// <param name="Step">Steps taken.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Trace">The trace of the whole Hessian.</param>
/// <param name="Smallest">Its smallest eigenvalue.</param>
/// <param name="Largest">Its largest eigenvalue.</param>
/// <param name="SmallestOfBlocks">The smallest eigenvalue of each layer's diagonal block.</param>
/// <param name="TraceOfBlocks">The trace of each layer's block.</param>
public sealed record BlockLook(
    int Step, double Loss, double Trace, double Smallest, double Largest, IReadOnlyList<double> SmallestOfBlocks, IReadOnlyList<double> TraceOfBlocks);
