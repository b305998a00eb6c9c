namespace MLNetLandscape.Core.Training;

/// <summary>The figure of merit beside the loss.</summary>
public enum Metric
{
    /// <summary>The weighted share of correctly classified rows; higher is better.</summary>
    Accuracy,

    /// <summary>The weighted root of the mean squared error over rows and outputs; lower is better.</summary>
    RootMeanSquaredError,
}
