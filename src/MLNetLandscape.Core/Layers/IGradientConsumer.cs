namespace MLNetLandscape.Core.Layers;

/// <summary>Takes a gradient as its parts become known, each once; several threads may bring parts at a time.</summary>
/// <typeparam name="T">Single or double.</typeparam>
internal interface IGradientConsumer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Takes the gradient of some parameters; the numbers may be changed, and are gone afterwards.</summary>
    /// <param name="gradient">The gradient.</param>
    /// <param name="start">Its first parameter in the flat vector.</param>
    void Consume(Span<T> gradient, int start);
}
