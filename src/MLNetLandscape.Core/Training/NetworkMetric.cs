using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Training;

/// <summary>The figure of merit beside each kind of loss.</summary>
/// <remarks>
/// A sign counts as right where f > 0 exactly if the target is +1 (so f = 0 predicts -1); a class where it has the largest output, the first of
/// equals; real targets are measured by squared error, averaged over outputs.
/// </remarks>
internal static class NetworkMetric
{
    private const int Lanes = BatchTensor<float>.PanelWidth;

    /// <summary>Which metric goes with a loss.</summary>
    public static Metric Of(Loss loss) => loss.Target == TargetKind.Real ? Metric.RootMeanSquaredError : Metric.Accuracy;

    /// <summary>The weighted sum over the rows of a panel of hits, or of squared errors.</summary>
    public static double SumPanel<T>(TargetKind kind, ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = targets.Length / weights.Length;
        double sum = 0;
        for (int row = 0; row < weights.Length; row++)
        {
            ReadOnlySpan<T> target = targets.Slice(row * width, width);
            double figure = kind switch
            {
                TargetKind.Sign => (outputs[row] > T.Zero) == (target[0] > T.Zero) ? 1 : 0,
                TargetKind.ClassIndex => LargestOutput(outputs, row) == int.CreateTruncating(target[0]) ? 1 : 0,
                _ => SquaredError(outputs, row, target),
            };
            sum += double.CreateTruncating(weights[row]) * figure;
        }

        return sum;
    }

    private static int LargestOutput<T>(ReadOnlySpan<T> outputs, int row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int largest = 0;
        for (int k = 1; k * Lanes < outputs.Length; k++)
        {
            largest = outputs[(k * Lanes) + row] > outputs[(largest * Lanes) + row] ? k : largest;
        }

        return largest;
    }

    private static double SquaredError<T>(ReadOnlySpan<T> outputs, int row, ReadOnlySpan<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int k = 0; k < target.Length; k++)
        {
            double error = double.CreateTruncating(outputs[(k * Lanes) + row]) - double.CreateTruncating(target[k]);
            sum += error * error;
        }

        return sum / target.Length;
    }
}
