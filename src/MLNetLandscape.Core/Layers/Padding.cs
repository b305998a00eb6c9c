namespace MLNetLandscape.Core.Layers;

/// <summary>What a convolution does at the border.</summary>
public enum Padding
{
    /// <summary>Only whole windows: the output shrinks.</summary>
    Valid,

    /// <summary>Zeros around the input: with stride s the output has ceil(size / s) rows and columns.</summary>
    Same,
}
