using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;

namespace MLNetLandscape.Core.Pretraining;

/// <summary>What the readout is fitted to: real targets as they are, signs as -1 and +1, classes as one output of 1 and the others 0.</summary>
internal static class PretrainingTargets
{
    /// <summary>The outputs K that the targets ask for.</summary>
    public static int CountOutputs<T>(Dataset<T> data, TargetKind kind)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (kind != TargetKind.ClassIndex)
        {
            return data.TargetWidth;
        }

        int last = 1;
        foreach (T target in data.Targets.Span)
        {
            last = Math.Max(last, int.CreateSaturating(target));
        }

        return last + 1;
    }

    /// <summary>Y, rows x K.</summary>
    /// <exception cref="ArgumentException">A class index is no whole number below K.</exception>
    public static double[] Create<T>(Dataset<T> data, TargetKind kind, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> source = data.Targets.Span;
        double[] targets = new double[data.Rows * outputs];
        if (kind == TargetKind.ClassIndex)
        {
            for (int i = 0; i < data.Rows; i++)
            {
                targets[(i * outputs) + ClassOf(source[i], i, outputs)] = 1;
            }

            return targets;
        }

        if (source.Length != targets.Length)
        {
            throw new ArgumentException(
                $"The network has {outputs} outputs, but the data has {data.TargetWidth} numbers in a target. Give it as many targets as outputs.", nameof(data));
        }

        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = double.CreateTruncating(source[i]);
        }

        return targets;
    }

    private static int ClassOf<T>(T target, int row, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        T.IsInteger(target) && target >= T.Zero && target < T.CreateSaturating(outputs)
            ? int.CreateTruncating(target)
            : throw new ArgumentException(
                $"Row {row}: a class index must be a whole number in 0 .. {outputs - 1}, but was {target}. Check the labels, or the network's outputs.");
}
