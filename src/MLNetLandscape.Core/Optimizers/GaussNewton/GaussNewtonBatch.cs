using System.Numerics.Tensors;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Threading;

namespace MLNetLandscape.Core.Optimizers.GaussNewton;

/// <summary>The objective of one batch at the network's parameters: value, gradient, and exact products with its Gauss-Newton matrix.</summary>
/// <remarks>
/// G = sum_i (w_i / W) J_i' H_i J_i plus the Hessian of the penalties, with J_i the outputs' Jacobian and H_i the loss's Hessian of row i. A product is three passes. The
/// network is the deterministic one, as in inference. Source: Schraudolph, Neural Computation 14 (2002), 1723-1738.
/// </remarks>
public sealed class GaussNewtonBatch
{
    private readonly Penalty<double> penalty;
    private readonly BatchStep<double> step;
    private readonly double[] gradient;
    private readonly double[] product;
    private double weightSum;
    private bool isForwardCurrent;

    internal GaussNewtonBatch(Network<double> network, Loss loss, Regularization regularization, int capacity, ThreadTeam team)
    {
        (Network, Loss, Regularization) = (network, loss, regularization);
        penalty = new Penalty<double>(network.Plan, regularization);
        Rows = new Batch<double>(capacity, network.InputSize, loss.GetTargetWidth(network.OutputSize));
        gradient = new double[network.Layout.Count];
        product = new double[gradient.Length];
        step = new BatchStep<double>(new NetworkPass<double>(network, capacity), loss, team, gradient);
    }

    /// <summary>The network, at its present parameters.</summary>
    public Network<double> Network { get; }

    /// <summary>The loss of a row.</summary>
    public Loss Loss { get; }

    /// <summary>The penalties.</summary>
    public Regularization Regularization { get; }

    /// <summary>The rows.</summary>
    public Batch<double> Rows { get; }

    /// <summary>Parameters.</summary>
    public int Dimension => gradient.Length;

    private NetworkPass<double> Pass => step.Pass;

    /// <summary>Multiplies a vector by G at the network's present parameters.</summary>
    /// <exception cref="ArgumentException">A length is not <see cref="Dimension"/>.</exception>
    public void Multiply(ReadOnlySpan<double> vector, Span<double> destination)
    {
        if (vector.Length != Dimension || destination.Length != Dimension)
        {
            throw new ArgumentException($"Vector and product must have Dimension = {Dimension} numbers, but have {vector.Length} and {destination.Length}.");
        }

        if (!isForwardCurrent)
        {
            Forward();
            isForwardCurrent = true;
        }

        Pass.ForwardTangent(vector);
        FillOutputGradient();
        Pass.Backward();
        Pass.Gradient(product);
        penalty.AddHessianProduct(Network.Parameters, vector, product);
        product.CopyTo(destination);
    }

    /// <summary>Takes rows in single precision.</summary>
    internal void Load(Batch<float> batch)
    {
        batch.CopyTo(Rows);
        weightSum = BatchWeight.Total(batch);
        isForwardCurrent = false;
    }

    /// <summary>Writes the gradient and returns the objective.</summary>
    internal double Gradient(Span<double> destination)
    {
        step.Run(Rows, PassMode.Inference, 1 / weightSum);
        isForwardCurrent = true;
        penalty.AddGradient(Network.Parameters, gradient, 0);
        gradient.CopyTo(destination);
        return (step.LossSum / weightSum) + penalty.Value(Network.Parameters);
    }

    /// <summary>The objective.</summary>
    internal double Value()
    {
        Forward();
        isForwardCurrent = false;
        double sum = 0;
        for (int panel = 0; panel < Pass.Output.PanelCount; panel++)
        {
            (int row, int count) = RowsOf(panel);
            sum += Loss.EvaluatePanel<double>(
                Pass.Output.Panel(panel),
                Rows.Targets.Slice(row * Rows.TargetWidth, count * Rows.TargetWidth),
                Rows.Weights.Slice(row, count),
                Pass.OutputGradient.Panel(panel),
                0);
        }

        return (sum / weightSum) + penalty.Value(Network.Parameters);
    }

    /// <summary>Says that the parameters have moved.</summary>
    internal void Invalidate() => isForwardCurrent = false;

    private void Forward()
    {
        Pass.Load(Rows.Features);
        Pass.Forward(PassMode.Inference);
    }

    /// <summary>Writes (w_i / W) H_i t_i of every row, where t_i is the tangent of its outputs.</summary>
    private void FillOutputGradient()
    {
        for (int panel = 0; panel < Pass.Output.PanelCount; panel++)
        {
            Span<double> destination = Pass.OutputGradient.Panel(panel);
            destination.Clear();
            (int first, int count) = RowsOf(panel);
            for (int lane = 0; lane < count; lane++)
            {
                Loss.HessianProduct<double>(
                    Pass.Output.Panel(panel)[lane..],
                    Rows.Targets.Slice((first + lane) * Rows.TargetWidth, Rows.TargetWidth),
                    Pass.OutputTangent.Panel(panel)[lane..],
                    destination[lane..],
                    BatchTensor<double>.PanelWidth,
                    Rows.Weights[first + lane] / weightSum);
            }
        }
    }

    private (int First, int Count) RowsOf(int panel) => (panel * BatchTensor<double>.PanelWidth, Pass.Output.RowsIn(panel));
}
