namespace MLNetLandscape;

/// <summary>Hangs the catalog of this package on <see cref="MLContext"/>.</summary>
public static class MLContextExtensions
{
    /// <summary>The trainers and tools of this package.</summary>
    /// <exception cref="ArgumentNullException">The context is null.</exception>
    public static LandscapeCatalog Landscape(this MLContext mlContext) => new(mlContext);
}
