namespace MLNetLandscape.Experiments.Hessians;

/// <summary>One piece of the experiment on Hessians.</summary>
public sealed record HessianTrialSettings
{
    /// <summary>What is done.</summary>
    public required HessianTask Task { get; init; }

    /// <summary>Layer blocks: the hidden activation.</summary>
    public HessianActivation Activation { get; init; }

    /// <summary>Rows of data.</summary>
    public required int Rows { get; init; }

    /// <summary>Layer blocks: places of a slice in each direction.</summary>
    public int Places { get; init; } = 2;

    /// <summary>The autoencoder's method.</summary>
    public AutoencoderMethod Method { get; init; }

    /// <summary>The method's setting.</summary>
    public double Setting { get; init; } = 1;

    /// <summary>The autoencoder's hidden layers down to the code; the way back mirrors them.</summary>
    public IReadOnlyList<int> Encoder { get; init; } = [];

    /// <summary>Whether the autoencoder sees digits of 14 x 14 pixels, means of four, in place of 28 x 28.</summary>
    public bool Pools { get; init; }

    /// <summary>Rows of a step.</summary>
    public int BatchSize { get; init; } = 1;

    /// <summary>Epochs.</summary>
    public int Epochs { get; init; } = 1;
}
