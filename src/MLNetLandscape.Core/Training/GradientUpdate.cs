using System.Numerics.Tensors;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Threading;

namespace MLNetLandscape.Core.Training;

/// <summary>The end of a step: penalties join the gradient, the gradient is clipped, the optimizer moves the parameters.</summary>
/// <remarks>
/// Where nobody clips, nothing waits for the whole gradient: the large parts are consumed block by block while they are in the cache, which
/// spares writing and reading them, and <see cref="Run"/> sees to the rest. No operation depends on the order of parts.
/// </remarks>
internal sealed class GradientUpdate(
    Network<float> network, Penalty<float> penalty, OptimizerState<float> optimizer, AlignedBuffer<float> gradient, EngineOptions options, ThreadTeam team)
    : IParallelJob, IGradientConsumer<float>
{
    /// <summary>Ranges begin at multiples of this, so that vectors meet the same numbers whatever the number of threads.</summary>
    private const int Alignment = 64;

    /// <summary>Below so many parameters a second thread brings less than its dispatch costs.</summary>
    private const int WorthwhileParameters = 16384;

    private readonly NeuronGradient neuron = new(network.Layout);
    private (int Start, int End)[] ranges = [(0, gradient.Length)];
    private int parameters = gradient.Length;
    private bool penalize;
    private bool move;
    private float factor;

    /// <summary>This, where it may consume a gradient in parts; null where the whole has to be clipped.</summary>
    public IGradientConsumer<float>? Consumer => options is { GradientClipNorm: null, NeuronGradientClipNorm: null } ? this : null;

    /// <summary>Leaves to <see cref="Run"/> what <see cref="Consumer"/> is not handed by the passes.</summary>
    public void Follow(NetworkPass<float> pass)
    {
        if (Consumer is not null)
        {
            ranges = [.. Rest(pass)];
            parameters = ranges.Sum(range => range.End - range.Start);
        }
    }

    /// <inheritdoc/>
    public void Consume(Span<float> part, int start)
    {
        penalty.AddGradient(network.Parameters, part, start);
        optimizer.Update(network.Parameters.Slice(start, part.Length), part, start);
    }

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
        foreach ((int first, int last) in ranges)
        {
            int blocks = (last - first + Alignment - 1) / Alignment;
            (int firstBlock, int endBlock) = NetworkPass<float>.Share(blocks, worker, workers);
            int start = first + (firstBlock * Alignment);
            int end = Math.Min(first + (endBlock * Alignment), last);
            if (start < end)
            {
                Finish(gradient.Span[start..end], start);
            }
        }
    }

    private void Finish(Span<float> part, int start)
    {
        if (penalize)
        {
            penalty.AddGradient(network.Parameters, part, start);
        }

        if (move)
        {
            if (factor != 1)
            {
                TensorPrimitives.Multiply(part, factor, part);
            }

            optimizer.Update(network.Parameters.Slice(start, part.Length), part, start);
        }
    }

    /// <summary>The runs of neighbouring parameters that the pass hands to no consumer.</summary>
    private IEnumerable<(int Start, int End)> Rest(NetworkPass<float> pass)
    {
        int start = 0;
        int end = 0;
        foreach (ParameterEntry entry in network.Layout.Entries.Where(e => e.LayerIndex == ParameterEntry.Neuron || !pass.IsConsumed(e.LayerIndex)))
        {
            if (entry.Offset != end)
            {
                yield return (start, end);
                start = entry.Offset;
            }

            end = entry.End;
        }

        yield return (start, end);
    }

    private void Dispatch(bool penalties, bool moves)
    {
        (penalize, move) = (penalties, moves);
        if (team.Workers == 1 || parameters < WorthwhileParameters)
        {
            Execute(0, 1);
        }
        else
        {
            team.Run(this);
        }
    }

    /// <summary>The Euclidean norm, in double precision: the squares of single precision overflow from 1.8e19 on, where clipping is needed most.</summary>
    private double Norm()
    {
        const int Block = 512;
        Span<double> block = stackalloc double[Block];
        double sum = 0;
        for (int start = 0; start < gradient.Length; start += Block)
        {
            ReadOnlySpan<float> part = gradient.Span.Slice(start, Math.Min(Block, gradient.Length - start));
            TensorPrimitives.ConvertTruncating(part, block);
            sum += TensorPrimitives.SumOfSquares<double>(block[..part.Length]);
        }

        return Math.Sqrt(sum);
    }
}
