using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Training;

/// <summary>The figure of merit beside each kind of loss.</summary>
/// <remarks>
/// A sign counts as right where f > 0 exactly if the target is +1 (so f = 0 predicts -1); a class where it has the largest output, the first of
/// equals; an output that is not a number is a miss; real targets are measured by squared error, averaged over outputs.
/// </remarks>
public static class NetworkMetric
{
    private const int Lanes = BatchTensor<float>.PanelWidth;

    /// <summary>Which metric goes with a loss.</summary>
    public static Metric Of(Loss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return loss.Target == TargetKind.Real ? Metric.RootMeanSquaredError : Metric.Accuracy;
    }

    /// <summary>The weighted sum over the rows of a panel of hits, or of squared errors.</summary>
    internal static double SumPanel<T>(TargetKind kind, ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = targets.Length / weights.Length;
        double sum = 0;
        for (int row = 0; row < weights.Length; row++)
        {
            sum += double.CreateTruncating(weights[row]) * OfRow(kind, outputs[row..], targets.Slice(row * width, width), Lanes);
        }

        return sum;
    }

    /// <summary>A row's figure: 1 for a hit and 0 for a miss, or the squared error averaged over outputs.</summary>
    /// <param name="kind">What a target is.</param>
    /// <param name="outputs">f, K values with the stride.</param>
    /// <param name="target">The target, with stride 1.</param>
    /// <param name="stride">The distance from one output to the next.</param>
    public static double OfRow<T>(TargetKind kind, ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => kind switch
        {
            TargetKind.Sign => !T.IsNaN(outputs[0]) && (outputs[0] > T.Zero) == (target[0] > T.Zero) ? 1 : 0,
            TargetKind.ClassIndex => LargestOutput(outputs, stride) == int.CreateTruncating(target[0]) ? 1 : 0,
            _ => SquaredError(outputs, target, stride),
        };

    /// <summary>The first of the largest outputs; -1 where one is not a number, as <see cref="Networks.ClassOutputs"/> has it.</summary>
    private static int LargestOutput<T>(ReadOnlySpan<T> outputs, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int largest = 0;
        for (int k = 0; k * stride < outputs.Length; k++)
        {
            if (T.IsNaN(outputs[k * stride]))
            {
                return -1;
            }

            largest = outputs[k * stride] > outputs[largest * stride] ? k : largest;
        }

        return largest;
    }

    private static double SquaredError<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int k = 0; k < target.Length; k++)
        {
            double error = double.CreateTruncating(outputs[k * stride]) - double.CreateTruncating(target[k]);
            sum += error * error;
        }

        return sum / target.Length;
    }
}
