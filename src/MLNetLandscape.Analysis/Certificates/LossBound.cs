using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;

namespace MLNetLandscape.Analysis.Certificates;

/// <summary>A lower bound of the mean loss over all networks: rows of equal inputs share their outputs, and each group costs at least the minimum of its convex loss.</summary>
/// <remarks>
/// This is theory's certificate read backwards. At a local minimum of the objective with an exponential neuron the grouped derivative vanishes at
/// every distinct input, and for a loss that is convex in f that means: every group is at its own minimum. A value at this bound is globally minimal, by
/// whatever route the point was reached; a small gradient, or a = 0, is not even asked.
/// </remarks>
internal sealed class LossBound
{
    private readonly Loss loss;
    private readonly Dataset<double> data;
    private readonly OutputRange range;
    private readonly OutputRange attainable;
    private readonly int outputs;
    private readonly double[] output = new double[1];
    private readonly double[] target = new double[1];
    private readonly double[] slope = new double[1];

    /// <summary>Binds the parts.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="data">The data.</param>
    /// <param name="outputs">K.</param>
    /// <param name="range">Outputs that the bound must cover, the neuron included.</param>
    /// <param name="attainable">Outputs that the base network can give.</param>
    public LossBound(Loss loss, Dataset<double> data, int outputs, OutputRange range, OutputRange attainable) =>
        (this.loss, this.data, this.outputs, this.range, this.attainable) = (loss, data, outputs, range, attainable);

    /// <summary>The least that a group can cost, the sum over its rows of weight times loss; each row has a weight above 0.</summary>
    public GroupBound Of(int[] rows) => loss switch
    {
        SoftmaxCrossEntropy => Entropy(rows),
        OneHotSquared => Gini(rows),
        _ => Separable(rows),
    };

    /// <summary>Softmax: sum_k W_k log(W / W_k), reached at p_k = W_k / W; with a class missing, p_k = 0 is out of reach.</summary>
    private GroupBound Entropy(int[] rows)
    {
        double[] totals = new double[outputs];
        foreach (int row in rows)
        {
            totals[(int)data.Targets.Span[row]] += Weight(row);
        }

        double sum = totals.Sum();
        double value = totals.Where(total => total > 0 && total < sum).Sum(total => total * Math.Log(sum / total));
        return new GroupBound(Math.Max(0, value * (1 - 1e-12)), totals.All(total => total > 0) && attainable == OutputRange.Unbounded);
    }

    /// <summary>One-hot squares: W / 2 (1 - sum_k (W_k / W)^2), reached at q_k = W_k / W; a softmax reaches that only if no class is missing.</summary>
    private GroupBound Gini(int[] rows)
    {
        double[] totals = new double[outputs];
        foreach (int row in rows)
        {
            totals[(int)data.Targets.Span[row]] += Weight(row);
        }

        double sum = totals.Sum();
        double value = 0.5 * totals.Sum(total => total * (1 - (total / sum)));
        bool isAttained = loss is OneHotSquared { AppliesSoftmax: true }
            ? totals.All(total => total > 0) && attainable == OutputRange.Unbounded
            : totals.All(total => attainable.Contains(total / sum));
        return new GroupBound(Math.Max(0, value * (1 - 1e-12)), isAttained);
    }

    /// <summary>Losses that are sums over outputs of convex functions of one output each.</summary>
    private GroupBound Separable(int[] rows)
    {
        double value = 0;
        bool attained = true;
        for (int k = 0; k < outputs; k++)
        {
            GroupBound bound = OneOutput(rows, k);
            value += bound.Value;
            attained &= bound.IsAttained;
        }

        return new GroupBound(value, attained);
    }

    /// <summary>The minimum of a convex function by bisection of its slope; between two points of opposite slopes, their tangents bound it from below.</summary>
    private GroupBound OneOutput(int[] rows, int k)
    {
        if (OneTarget(rows, k) is { } y)
        {
            // At f = y both a margin loss of margin 1 and a loss of the residual are at their minimum; the closest output costs least.
            double cost = loss is Logistic ? 0 : Cost(rows, k, range.Clamp(y), out _) * (1 - 1e-12);
            return new GroupBound(cost, loss switch
            {
                Logistic => false,
                PolynomialHinge => attainable.Contains(y) || (y > 0 ? attainable.High > 1 : attainable.Low < -1),
                _ => attainable.Contains(attainable.Clamp(y)),
            });
        }

        (double low, double high) = Bracket(rows, k);
        double lowCost = Cost(rows, k, low, out double lowSlope);
        double highCost = Cost(rows, k, high, out double highSlope);
        if (lowSlope >= 0 || highSlope <= 0)
        {
            // The minimum over the range lies at its end.
            return new GroupBound(Math.Min(lowCost, highCost) * (1 - 1e-12), attainable.Contains(lowCost < highCost ? low : high));
        }

        for (int i = 0; i < 200 && Math.BitIncrement(low) < high; i++)
        {
            double middle = low + ((high - low) / 2);
            double cost = Cost(rows, k, middle, out double byMiddle);
            (low, lowCost, lowSlope, high, highCost, highSlope) = byMiddle < 0
                ? (middle, cost, byMiddle, high, highCost, highSlope)
                : (low, lowCost, lowSlope, middle, cost, byMiddle);
        }

        double tangent = Math.Max(lowCost + (lowSlope * (high - low)), highCost - (highSlope * (high - low)));
        return new GroupBound(Math.Max(0, tangent * (1 - 1e-12)), attainable.Contains(low) && attainable.Contains(high));
    }

    /// <summary>A bracket of the minimum: between the extreme targets, or the extreme margins, within the range.</summary>
    private (double Low, double High) Bracket(int[] rows, int k)
    {
        if (loss is Logistic)
        {
            // f = log(W+ / W-), and weights are doubles.
            return (range.Clamp(-1500), range.Clamp(1500));
        }

        double low = rows.Min(row => Target(row, k));
        double high = rows.Max(row => Target(row, k));
        return (range.Clamp(low), range.Clamp(high));
    }

    private double Cost(int[] rows, int k, double f, out double derivative)
    {
        double cost = 0;
        derivative = 0;
        output[0] = f;
        foreach (int row in rows)
        {
            target[0] = Target(row, k);
            cost += Weight(row) * loss.Evaluate<double>(output, target, slope, 1, Weight(row));
            derivative += slope[0];
        }

        return cost;
    }

    private double? OneTarget(int[] rows, int k)
    {
        double first = Target(rows[0], k);
        return rows.All(row => Target(row, k) == first) ? first : null;
    }

    private double Target(int row, int k) => data.Targets.Span[(row * data.TargetWidth) + k];

    private double Weight(int row) => data.Weights is { } weights ? weights.Span[row] : 1;
}
