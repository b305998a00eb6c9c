namespace MLNetLandscape.Analysis.Models;

/// <summary>One model of a comparison.</summary>
public sealed record ModelFigures
{
    /// <summary>The objective.</summary>
    public required double Objective { get; init; }

    /// <summary>The mean loss, without penalties.</summary>
    public required double Loss { get; init; }

    /// <summary>The accuracy, or the root mean squared error.</summary>
    public required double Metric { get; init; }

    /// <summary>Whether every row gets the same label (the same outputs, for regression): then the model has learnt nothing, however low its loss.</summary>
    public required bool IsConstant { get; init; }

    /// <summary>Dead units of every layer with ReLU.</summary>
    public required IReadOnlyList<LayerActivity> Activity { get; init; }

    /// <summary>Dead units over all layers with ReLU as a share; 0 without such layers.</summary>
    public double DeadShare => Activity.Count == 0 ? 0 : (double)Activity.Sum(layer => layer.Dead) / Activity.Sum(layer => layer.Units);
}
