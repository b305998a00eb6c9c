using MLNetLandscape.Core.Data;
using MLNetLandscape.Schemas;

namespace MLNetLandscape.Models;

/// <summary>A network for several classes. The score is the softmax of its outputs: the class probabilities.</summary>
public sealed class MulticlassNetworkModel : NetworkModel
{
    internal MulticlassNetworkModel(NetworkModelParts parts, KeyValueSet? classes)
        : base(parts) => Classes = classes;

    /// <inheritdoc/>
    public override LearningTask Task => LearningTask.Multiclass;

    /// <summary>Classes.</summary>
    public int ClassCount => Network.OutputSize;

    /// <summary>The text of each class's key value; empty where the label's key has no values.</summary>
    public IReadOnlyList<string> ClassNames => Classes?.Texts ?? [];

    /// <summary>The label's key values; null where it has none.</summary>
    internal KeyValueSet? Classes { get; }

    internal override LabelKind LabelKind { get; } = new KeyLabel();

    /// <summary>The model without the exponential neurons: what one deploys, since at a minimum they are silent.</summary>
    public MulticlassNetworkModel Stripped() => new(Parts.Stripped(), Classes);

    internal override void FinishScores(Span<float> outputs)
    {
        for (int start = 0; start < outputs.Length; start += ClassCount)
        {
            Softmax(outputs.Slice(start, ClassCount));
        }
    }

    /// <summary>p_k = exp(f_k - m) / sum of exp(f_j - m), m = max f, summed in double: no score overflows, and the sum is 1 but for rounding.</summary>
    private static void Softmax(Span<float> row)
    {
        float largest = row[0];
        foreach (float value in row)
        {
            largest = Math.Max(largest, value);
        }

        double sum = 0;
        foreach (float value in row)
        {
            sum += Math.Exp(value - largest);
        }

        foreach (ref float value in row)
        {
            value = (float)(Math.Exp(value - largest) / sum);
        }
    }
}
