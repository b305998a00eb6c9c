using System.Numerics.Tensors;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Analysis.Curvature;

/// <summary>A matrix sum_i J_i' M_i J_i over the rows of the data, with J_i = df(x_i)/dp and a small matrix M_i over the outputs of each row.</summary>
/// <remarks>
/// The product is three passes: forward tangents t_i = J_i v, then M_i t_i in place of the output gradient, then backward. Of the data term alone:
/// penalties are no part of it. Memory does not grow with the data.
/// </remarks>
public abstract class NetworkCurvatureOperator : ICurvatureOperator
{
    private readonly Dataset<double> data;
    private readonly NetworkPass<double> pass;
    private readonly double[] chunkProduct;

    /// <summary>Binds an objective's network, loss and data to a point.</summary>
    private protected NetworkCurvatureOperator(NetworkObjective objective, ReadOnlySpan<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(objective);
        OperatorRules.CheckPoint(parameters, objective.Dimension);
        if (objective.Definition.Neuron is LossFactorNeuron)
        {
            throw new ArgumentException(
                "A loss-factor neuron multiplies the loss, so the objective is no mean of a loss of the outputs, and J'MJ is not defined. "
                + "Use HessianOperator, or the objective of the stripped network.",
                nameof(objective));
        }

        data = objective.Data;
        Loss = objective.Loss;
        Scale = 1 / objective.WeightSum;
        pass = new NetworkPass<double>(objective.CreateNetwork(parameters), Math.Min(objective.ChunkRows, data.Rows));
        chunkProduct = new double[objective.Dimension];
    }

    /// <inheritdoc/>
    public int Dimension => chunkProduct.Length;

    /// <summary>The loss of one row.</summary>
    private protected Loss Loss { get; }

    /// <summary>One over the sum of the example weights.</summary>
    private protected double Scale { get; }

    /// <inheritdoc/>
    public void Multiply(ReadOnlySpan<double> vector, Span<double> product)
    {
        OperatorRules.CheckLengths(this, vector, product);
        product.Clear();
        for (int first = 0; first < data.Rows; first += pass.RowCapacity)
        {
            int rows = Math.Min(pass.RowCapacity, data.Rows - first);
            pass.Load(data.Features.Span.Slice(first * data.FeatureCount, rows * data.FeatureCount));
            pass.Forward(PassMode.Inference);
            pass.ForwardTangent(vector);
            FillOutputGradient(first);
            pass.Backward();
            pass.Gradient(chunkProduct);
            TensorPrimitives.Add(product, chunkProduct, product);
        }
    }

    /// <summary>Writes weight * M t of one row, where t is the tangent of the row's outputs.</summary>
    /// <param name="outputs">f, with a stride of a panel's width.</param>
    /// <param name="target">The target.</param>
    /// <param name="tangent">t, with the same stride.</param>
    /// <param name="product">Receives weight * M t, with the same stride.</param>
    /// <param name="weight">The row's share of the mean.</param>
    private protected abstract void MultiplyOutputs(
        ReadOnlySpan<double> outputs, ReadOnlySpan<double> target, ReadOnlySpan<double> tangent, Span<double> product, double weight);

    private void FillOutputGradient(int firstRow)
    {
        int width = data.TargetWidth;
        for (int panel = 0; panel < pass.Output.PanelCount; panel++)
        {
            Span<double> destination = pass.OutputGradient.Panel(panel);
            destination.Clear();
            for (int lane = 0; lane < pass.Output.RowsIn(panel); lane++)
            {
                int row = firstRow + (panel * BatchTensor<double>.PanelWidth) + lane;
                double weight = data.Weights is { } weights ? weights.Span[row] : 1;
                MultiplyOutputs(
                    pass.Output.Panel(panel)[lane..],
                    data.Targets.Span.Slice(row * width, width),
                    pass.OutputTangent.Panel(panel)[lane..],
                    destination[lane..],
                    Scale * weight);
            }
        }
    }
}
