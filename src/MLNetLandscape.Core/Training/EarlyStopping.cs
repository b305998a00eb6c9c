namespace MLNetLandscape.Core.Training;

/// <summary>Stops when the watched figure has not improved for some epochs.</summary>
public sealed record EarlyStopping
{
    /// <summary>Epochs without improvement before training stops, at least 1.</summary>
    public int Patience { get; init; } = 20;

    /// <summary>By how much a figure must improve on the best to count, at least 0; 0 by default. Of equal figures the first is the best.</summary>
    public double MinimumImprovement { get; init; }

    /// <summary>What is watched.</summary>
    public MonitoredFigure Monitor { get; init; } = MonitoredFigure.ValidationLoss;

    /// <summary>Whether the best epoch's parameters are put back at the end, whatever the end: patience, the last epoch, divergence or cancellation.</summary>
    public bool RestoreBest { get; init; } = true;
}
