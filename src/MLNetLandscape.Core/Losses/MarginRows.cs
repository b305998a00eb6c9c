using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Losses;

/// <summary>What all margin losses do with rows: z = -y f, dl/df = -y l'(z), d2l/df2 = l''(z).</summary>
internal static class MarginRows
{
    /// <summary>One row: see <see cref="Loss.Evaluate"/>.</summary>
    public static T Evaluate<T, TFunction>(TFunction function, ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, Span<T> gradient, T weight)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, IMarginFunction
    {
        T y = target[0];
        T value = function.Evaluate(-y * outputs[0], out T first);
        gradient[0] = weight * (-y * first);
        return value;
    }

    /// <summary>One row: see <see cref="Loss.HessianProduct"/>.</summary>
    public static void HessianProduct<T, TFunction>(
        TFunction function, ReadOnlySpan<T> outputs, ReadOnlySpan<T> target, ReadOnlySpan<T> tangent, Span<T> product, T weight)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, IMarginFunction
    {
        T y = target[0];
        product[0] = weight * (y * y * function.SecondDerivative(-y * outputs[0])) * tangent[0];
    }

    /// <summary>One panel: see <see cref="Loss.EvaluatePanel"/>.</summary>
    public static double EvaluatePanel<T, TFunction>(
        TFunction function, ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights, Span<T> gradient, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, IMarginFunction
    {
        const int Lanes = BatchTensor<float>.PanelWidth;
        targets = targets[..weights.Length];
        outputs = outputs[..Lanes];
        gradient = gradient[..Lanes];
        double sum = 0;
        for (int row = 0; row < weights.Length; row++)
        {
            T y = targets[row];
            T value = function.Evaluate(-y * outputs[row], out T first);
            gradient[row] = scale * weights[row] * (-y * first);
            sum += double.CreateTruncating(weights[row]) * double.CreateTruncating(value);
        }

        gradient[weights.Length..].Clear();
        return sum;
    }
}
