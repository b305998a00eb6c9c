using System.Numerics.Tensors;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Initializers;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Pretraining;

/// <summary>A hidden layer under construction: proposals, gains and perturbations over one least-squares problem.</summary>
/// <remarks>The proposals are numbered, and each draws from a stream of its own, so a run depends on its seed alone.</remarks>
internal sealed class NeuronGrowth
{
    private readonly RegressionRows rows;
    private readonly HiddenInputs inputs;
    private readonly HiddenInputs? heldOut;
    private readonly Activation activation;
    private readonly NeuronSearch search;
    private readonly Initializer initializer;
    private readonly int fanOut;
    private readonly RandomSource random;
    private readonly List<GrownNeuron> neurons = [];
    private readonly int fixedColumns;
    private ColumnProjection trial;
    private ColumnProjection best;
    private long proposals;

    /// <summary>Binds the parts; the columns that <paramref name="problem"/> has already stay in it, before the neurons.</summary>
    public NeuronGrowth(RegressionRows rows, IncrementalLeastSquares problem, NeuronLayer layer, NeuronSearch search, RandomSource random)
    {
        (this.rows, Problem, this.search, this.random) = (rows, problem, search, random);
        (inputs, heldOut, activation, initializer, fanOut) = (layer.Inputs, layer.HeldOut, layer.Activation, layer.Initializer, layer.Units);
        fixedColumns = problem.Count;
        trial = problem.CreateProjection();
        best = problem.CreateProjection();
    }

    public IncrementalLeastSquares Problem { get; }

    /// <summary>In the order of their columns.</summary>
    public IReadOnlyList<GrownNeuron> Neurons => neurons;

    public bool IsFull => Problem.Count == Problem.Capacity;

    /// <summary>Adds a neuron that lowers the objective.</summary>
    /// <param name="rejected">Proposals that gained nothing.</param>
    /// <returns>Whether one was found.</returns>
    public bool TryAdd(out int rejected)
    {
        rejected = 0;
        int found = 0;
        double bestGain = 0;
        double[]? bestWeights = null;
        while (!IsFull && found < search.Candidates && rejected < search.MaximumRejections)
        {
            double[] weights = Draw(NextStream());
            double gain = Gain(weights);
            if (!(gain > 0))
            {
                rejected++;
                continue;
            }

            found++;
            if (gain > bestGain)
            {
                (bestGain, bestWeights) = (gain, weights);
                (best, trial) = (trial, best);
            }
        }

        if (bestWeights is null)
        {
            return false;
        }

        Problem.Append(best);
        neurons.Add(Create(bestWeights));
        return true;
    }

    /// <summary>Perturbs a random neuron and keeps the perturbation if the objective falls.</summary>
    public bool TryChange()
    {
        RandomSource stream = NextStream();
        int index = stream.Split(RandomPurpose.Layer, 2).NextInt32(neurons.Count);
        double[] weights = Draw(stream);
        TensorPrimitives.MultiplyAdd(weights, search.ChangeScale, neurons[index].Weights, weights);
        double[] column = rows.Weigh(inputs.Evaluate(activation, weights));
        if (!double.IsFinite(TensorPrimitives.SumOfSquares<double>(column)))
        {
            return false;
        }

        Problem.Project(column, trial);
        if (!Problem.TryReplace(fixedColumns + index, trial).Improves(Problem.Objective))
        {
            return false;
        }

        Problem.Remove(fixedColumns + index);
        Problem.Project(column, trial);
        Problem.Append(trial);
        neurons.RemoveAt(index);
        neurons.Add(Create(weights));
        return true;
    }

    /// <summary>A neuron that gains nothing, for places that must be filled all the same; it has no column.</summary>
    /// <param name="place">Which of them: each draws from a stream of its own.</param>
    public GrownNeuron DrawIdle(int place) => Create(Draw(random.Split(RandomPurpose.Pretraining, -1 - place)));

    private GrownNeuron Create(double[] weights) => new(weights, heldOut?.Evaluate(activation, weights));

    private RandomSource NextStream() => random.Split(RandomPurpose.Pretraining, proposals++);

    private double Gain(double[] weights)
    {
        double[] column = rows.Weigh(inputs.Evaluate(activation, weights));
        if (!double.IsFinite(TensorPrimitives.SumOfSquares<double>(column)))
        {
            return 0;
        }

        Problem.Project(column, trial);
        return Problem.Gain(trial);
    }

    private double[] Draw(RandomSource stream)
    {
        int fanIn = inputs.Columns.Count;
        double[] weights = new double[fanIn + 1];
        initializer.Fill(weights.AsSpan(0, fanIn), fanIn, fanOut, stream.Split(RandomPurpose.Layer, 0));
        weights[fanIn] = search.BiasDeviation * stream.Split(RandomPurpose.Layer, 1).NextNormal();
        return weights;
    }
}
