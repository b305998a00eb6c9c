using System.Text.Json.Serialization;

namespace MLNetLandscape.Data;

/// <summary>The scaling of a regression label: target = (label - Mean) / Deviation.</summary>
/// <param name="Mean">The mean of the training labels.</param>
/// <param name="Deviation">Their standard deviation, above 0; 1 for a constant label.</param>
public sealed record LabelScaling(double Mean, double Deviation)
{
    /// <summary>The scaling that changes nothing.</summary>
    [JsonIgnore]
    public static LabelScaling None { get; } = new(0, 1);

    /// <summary>The target of a label, rounded once.</summary>
    public float ToTarget(float label) => (float)((label - Mean) / Deviation);

    /// <summary>The label of a network's output, rounded once.</summary>
    public float ToLabel(float output) => (float)((output * Deviation) + Mean);
}
