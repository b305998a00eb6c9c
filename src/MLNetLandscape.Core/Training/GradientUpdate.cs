using System.Numerics.Tensors;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Threading;

namespace MLNetLandscape.Core.Training;

/// <summary>The end of a step: penalties join the gradient, the gradient is clipped, the optimizer moves the parameters.</summary>
internal sealed class GradientUpdate(
    Network<float> network, Penalty<float> penalty, OptimizerState<float> optimizer, AlignedBuffer<float> gradient, EngineOptions options, ThreadTeam team)
    : IParallelJob
{
    /// <summary>Ranges begin at multiples of this, so that vectors meet the same numbers whatever the number of threads.</summary>
    private const int Alignment = 64;

    /// <summary>Below so many parameters a second thread brings less than its dispatch costs.</summary>
    private const int WorthwhileParameters = 16384;

    private readonly NeuronGradient neuron = new(network.Layout);
    private bool penalize;
    private bool move;
    private float factor;

    /// <summary>Ends the step.</summary>
    /// <returns>The gradient's norm before clipping; not a number where nobody clips.</returns>
    public double Run()
    {
        factor = 1;
        if (options is { GradientClipNorm: null, NeuronGradientClipNorm: null })
        {
            Dispatch(penalties: true, moves: true);
            return double.NaN;
        }

        Dispatch(penalties: true, moves: false);
        double norm = Norm();
        if (options.NeuronGradientClipNorm is double most)
        {
            neuron.Clip(gradient.Span, most);
        }

        if (options.GradientClipNorm is double limit)
        {
            double length = options.NeuronGradientClipNorm is null ? norm : Norm();
            factor = length > limit ? (float)(limit / length) : 1;
        }

        Dispatch(penalties: false, moves: true);
        return norm;
    }

    /// <inheritdoc/>
    public void Execute(int worker, int workers)
    {
        int blocks = (gradient.Length + Alignment - 1) / Alignment;
        (int firstBlock, int endBlock) = NetworkPass<float>.Share(blocks, worker, workers);
        int start = firstBlock * Alignment;
        int end = Math.Min(endBlock * Alignment, gradient.Length);
        if (start >= end)
        {
            return;
        }

        if (penalize)
        {
            penalty.AddGradient(network.Parameters, gradient.Span, start, end);
        }

        if (move)
        {
            Span<float> range = gradient.Span[start..end];
            if (factor != 1)
            {
                TensorPrimitives.Multiply(range, factor, range);
            }

            optimizer.Update(network.Parameters[start..end], range, start);
        }
    }

    private void Dispatch(bool penalties, bool moves)
    {
        (penalize, move) = (penalties, moves);
        if (team.Workers == 1 || gradient.Length < WorthwhileParameters)
        {
            Execute(0, 1);
        }
        else
        {
            team.Run(this);
        }
    }

    /// <summary>The Euclidean norm, in double over blocks so that squares neither overflow early nor lose digits.</summary>
    private double Norm()
    {
        const int Block = 4096;
        double sum = 0;
        for (int start = 0; start < gradient.Length; start += Block)
        {
            double norm = TensorPrimitives.Norm<float>(gradient.Span.Slice(start, Math.Min(Block, gradient.Length - start)));
            sum += norm * norm;
        }

        return Math.Sqrt(sum);
    }
}
