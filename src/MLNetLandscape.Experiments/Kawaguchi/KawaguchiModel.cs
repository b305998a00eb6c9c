using MLNetLandscape.Experiments.Training;

namespace MLNetLandscape.Experiments.Kawaguchi;

/// <summary>One network of a tuple at the end of its training.</summary>
public sealed record KawaguchiModel
{
    /// <summary>The deviation of its initial weights.</summary>
    public required double Sigma { get; init; }

    /// <summary>Its training.</summary>
    public required TrainingCurve Curve { get; init; }

    /// <summary>The mean loss on the rows compared on.</summary>
    public required double Loss { get; init; }

    /// <summary>Accuracy, or root mean squared error, there.</summary>
    public required double Metric { get; init; }

    /// <summary>Dead units over all layers with ReLU, as a share.</summary>
    public required double DeadShare { get; init; }

    /// <summary>Dead outputs; 0 where outputs have no ReLU.</summary>
    public required int DeadOutputs { get; init; }

    /// <summary>Whether every row gets the same answer.</summary>
    public required bool IsConstant { get; init; }

    /// <summary>Curvature and perturbations at the end; null where the network is too large for the time.</summary>
    public EndAnalysis? End { get; init; }
}
