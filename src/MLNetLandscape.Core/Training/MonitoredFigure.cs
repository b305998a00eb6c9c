namespace MLNetLandscape.Core.Training;

/// <summary>The figure that early stopping watches.</summary>
public enum MonitoredFigure
{
    /// <summary>The mean validation loss without penalties.</summary>
    ValidationLoss,

    /// <summary>The validation accuracy or root mean squared error.</summary>
    ValidationMetric,
}
