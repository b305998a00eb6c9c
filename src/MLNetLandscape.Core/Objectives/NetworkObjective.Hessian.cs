using System.Numerics.Tensors;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Objectives;

/// <content>Exact products with the Hessian.</content>
public sealed partial class NetworkObjective
{
    /// <inheritdoc/>
    /// <remarks>
    /// With the loss factor s, the data term is s L: along a direction, the tangent of dE/df is s l'' Df + Ds l', and that of (dE/da, dE/db) is
    /// DL (s_a, s_b) + L D(s_a, s_b).
    /// </remarks>
    public void HessianVectorProduct(ReadOnlySpan<double> parameters, ReadOnlySpan<double> vector, Span<double> product)
    {
        CheckLength(vector.Length, nameof(vector));
        CheckLength(product.Length, nameof(product));
        SetParameters(parameters);
        LossFactor? factor = network.LossFactor;
        double scale = factor?.Value ?? 1;
        double scaleTangent = factor?.Tangent(vector[^2], vector[^1]) ?? 0;
        product.Clear();
        double sum = 0;
        double sumTangent = 0;
        for (int chunk = 0; chunk < ChunkCount; chunk++)
        {
            LoadChunk(chunk);
            pass.Load(batch.Features);
            pass.Forward(PassMode.Inference);
            pass.ForwardTangent(vector);
            sum += EvaluateLoss(scale / weightSum);
            sumTangent += EvaluateTangent(scale / weightSum, scaleTangent / scale) / scale;
            pass.BackwardTangent(vector);
            pass.GradientTangent(chunkVector);
            TensorPrimitives.Add(product, chunkVector, product);
        }

        if (factor is { } active)
        {
            (double byScale, double byBias) = active.GradientTangent(vector[^2], vector[^1]);
            product[^2] = (sumTangent * active.ByScale) + (sum / weightSum * byScale);
            product[^1] = (sumTangent * active.ByBias) + (sum / weightSum * byBias);
        }

        penalty.AddHessianProduct(network.Parameters, vector, product);
    }

    /// <summary>Fills the tangent of dE/df, and returns the tangent of the chunk's share of E along the outputs.</summary>
    private double EvaluateTangent(double scale, double gradientFactor)
    {
        BatchTensor<double> tangent = pass.OutputTangent;
        BatchTensor<double> gradient = pass.OutputGradient;
        BatchTensor<double> gradientTangent = pass.OutputGradientTangent;
        double sum = 0;
        for (int panel = 0; panel < tangent.PanelCount; panel++)
        {
            Span<double> destination = gradientTangent.Panel(panel);
            destination.Clear();
            for (int lane = 0; lane < tangent.RowsIn(panel); lane++)
            {
                int row = (panel * BatchTensor<double>.PanelWidth) + lane;
                loss.HessianProduct<double>(
                    pass.Output.Panel(panel)[lane..],
                    batch.Targets.Slice(row * batch.TargetWidth, batch.TargetWidth),
                    tangent.Panel(panel)[lane..],
                    destination[lane..],
                    BatchTensor<double>.PanelWidth,
                    scale * batch.Weights[row]);
            }

            sum += TensorPrimitives.Dot<double>(gradient.Panel(panel), tangent.Panel(panel));
            TensorPrimitives.MultiplyAdd(gradient.Panel(panel), gradientFactor, destination, destination);
        }

        return sum;
    }
}
