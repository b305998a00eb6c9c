namespace MLNetLandscape.Benchmarks.Growth;

/// <summary>What one size cost.</summary>
/// <param name="Size">Rows, width or depth.</param>
/// <param name="Threads">Threads of the engine.</param>
/// <param name="Seconds">The median time of an epoch or of a step.</param>
/// <param name="Operations">Floating-point operations of its matrix products.</param>
internal sealed record GrowthPoint(int Size, int Threads, double Seconds, double Operations);
