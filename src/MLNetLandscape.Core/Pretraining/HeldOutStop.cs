using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Pretraining;

/// <summary>Ends the growth of a network when data that it does not learn from says so; the network of the best step is the result.</summary>
public sealed record HeldOutStop
{
    /// <summary>The data, of the same features and targets as the training data.</summary>
    public required Dataset<double> Data { get; init; }

    /// <summary>Steps in a row without a new best after which growth ends, at least 1; 10 by default.</summary>
    public int Patience
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentException($"HeldOutStop.Patience must be at least 1, but was {value}. The default is 10.");
    } = 10;
}
