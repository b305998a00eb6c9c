using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Analysis.Curvature.Kronecker;

/// <summary>The sum over rows of B H B at the output: H the loss's Hessian, B = diag(f') of the last layer.</summary>
/// <remarks>All losses but those of a softmax are sums over outputs: their H is diagonal, and one product with ones gives it.</remarks>
internal sealed class OutputCurvature(Loss loss, int outputs)
{
    private readonly bool isDiagonal = loss is not (SoftmaxCrossEntropy or OneHotSquared { AppliesSoftmax: true });
    private readonly double[] row = new double[outputs];
    private readonly double[] slopes = new double[outputs];
    private readonly double[] tangent = new double[outputs];
    private readonly double[] product = new double[outputs];

    /// <summary>Adds the rows of a pass's batch to the last layer's sum.</summary>
    public void Add(NetworkPass<double> pass, ReadOnlySpan<double> targets, ReadOnlySpan<double> weights, KfraLayer last)
    {
        BatchTensor<double> tensor = pass.Output;
        int width = targets.Length / tensor.Rows;
        for (int i = 0; i < tensor.Rows; i++)
        {
            for (int k = 0; k < outputs; k++)
            {
                row[k] = tensor[i, k];
                slopes[k] = last.Slopes[i, k];
            }

            AddRow(targets.Slice(i * width, width), weights.IsEmpty ? 1 : weights[i], last.SlopeSum);
        }
    }

    private void AddRow(ReadOnlySpan<double> target, double weight, Span<double> sum)
    {
        if (isDiagonal)
        {
            Array.Fill(tangent, 1);
            loss.HessianProduct<double>(row, target, tangent, product, 1, weight);
            for (int k = 0; k < outputs; k++)
            {
                sum[(k * outputs) + k] += slopes[k] * slopes[k] * product[k];
            }

            return;
        }

        Array.Clear(tangent);
        for (int k = 0; k < outputs; k++)
        {
            tangent[k] = slopes[k];
            loss.HessianProduct<double>(row, target, tangent, product, 1, weight);
            tangent[k] = 0;
            for (int j = 0; j < outputs; j++)
            {
                sum[(k * outputs) + j] += slopes[j] * product[j];
            }
        }
    }
}
