using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Gates;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Experiments.GeneticGates;

/// <summary>One run: a network, its sub-networks chosen in several ways, and networks trained otherwise from the same start.</summary>
internal sealed class GateRun
{
    internal const string Base = "whole network";
    internal const string Evolved = "evolved gates";
    internal const string Drawn = "best of random gates";
    internal const string Smallest = "smallest units closed";
    internal const string Population = "population trained";
    internal const string More = "held-out rows trained on";

    private const int BatchSize = 64;
    private readonly GateTrialSettings settings;
    private readonly TrialContext context;
    private readonly Dataset<float> training;
    private readonly Dataset<float> heldOut;
    private readonly Dataset<float> both;
    private readonly Dataset<float> test;
    private readonly List<GateArm> arms = [];
    private bool deploysEqually = true;

    public GateRun(GateTrialSettings settings, TrialContext context)
    {
        (this.settings, this.context) = (settings, context);
        (Dataset<float> digits, Dataset<float> others) = TrialData.Load(
            context, "digits", folder => (MnistDataset.LoadTraining(Path.Combine(folder, "mnist")), MnistDataset.LoadTest(Path.Combine(folder, "mnist"))));
        int[] order = [.. Enumerable.Range(0, digits.Rows)];
        RandomSource random = new RandomSource(context.Seed).Split(RandomPurpose.Splitting);
        random.Shuffle<int>(order);
        training = digits.Select(order.AsSpan(0, settings.TrainingRows));
        heldOut = digits.Select(order.AsSpan(settings.TrainingRows, settings.HeldOutRows));
        both = digits.Select(order.AsSpan(0, settings.TrainingRows + settings.HeldOutRows));
        test = others.Select([.. Enumerable.Range(0, settings.TestRows)]);
    }

    /// <summary>Trains and selects.</summary>
    public GateTrialResult Run()
    {
        Network<float> network = Train(training);
        Add(Base, network);
        GateEvolutionOptions evolution = new() { Population = settings.Population, Seed = context.Seed };
        context.Report(1, 5);
        GateSelectionResult selection = GateSelection.Run(
            network, new SoftmaxCrossEntropy(), new InMemoryBatchSource(heldOut, null), settings.Generations, evolution, null, context.Cancellation);
        context.Cancellation.ThrowIfCancellationRequested();
        AddGated(Evolved, selection.Gated);
        context.Report(2, 5);
        AddGated(Drawn, Draw(network, evolution));
        AddGated(Smallest, CloseSmallest(network, selection.Elite.Chromosome.OpenCount));
        context.Report(3, 5);
        AddGated(Population, TrainPopulation(evolution));
        context.Report(4, 5);
        Add(More, Train(both));
        return new GateTrialResult { Arms = arms, Elite = [.. selection.History.Select(generation => -generation.BestScore)], DeploysEqually = deploysEqually };
    }

    private Network<float> Create() => Network<float>.Create(
        new NetworkDefinition
        {
            Input = Shape.Vector(training.FeatureCount),
            Layers = [new Dense(settings.Units, new Relu()), new Dense(settings.Units, new Relu()), new Dense(10, new Identity())],
        },
        context.Seed);

    private TrainingOptions Options() => new()
    {
        Epochs = settings.Epochs,
        BatchSize = BatchSize,
        LearningRate = new Constant(1e-3),
        EvaluateTrainingData = false,
    };

    private Network<float> Train(Dataset<float> rows)
    {
        using NetworkEngine engine = new(Create(), new SoftmaxCrossEntropy(), new Regularization(), new Adam(), new EngineOptions());
        TrainingLoop.Run(engine, new InMemoryBatchSource(rows, context.Seed), null, Options(), null, context.Cancellation);
        context.Cancellation.ThrowIfCancellationRequested();
        return engine.Network;
    }

    private Network<float> TrainPopulation(GateEvolutionOptions evolution)
    {
        using GeneticGateEngine engine = new(
            GatedNetwork.Insert(Create()),
            new SoftmaxCrossEntropy(),
            new Regularization(),
            new Adam(),
            new EngineOptions(),
            new InMemoryBatchSource(heldOut, null),
            evolution);
        TrainingLoop.Run(engine, new InMemoryBatchSource(training, context.Seed), null, Options(), null, context.Cancellation);
        context.Cancellation.ThrowIfCancellationRequested();
        return engine.Network;
    }

    /// <summary>As many random sub-networks as the evolution scores, in one generation without children.</summary>
    private Network<float> Draw(Network<float> network, GateEvolutionOptions evolution) => GateSelection.Run(
        network,
        new SoftmaxCrossEntropy(),
        new InMemoryBatchSource(heldOut, null),
        1,
        evolution with { Population = settings.Population * settings.Generations },
        null,
        context.Cancellation).Gated;

    /// <summary>Leaves as many units open as were selected: those with the largest product of the norms of their weights in and out.</summary>
    private static Network<float> CloseSmallest(Network<float> network, int open)
    {
        List<double> sizes = [];
        for (int layer = 0; layer < 2; layer++)
        {
            ParameterEntry into = network.Layout.Entries.First(entry => entry.LayerIndex == layer), outOf = network.Layout.Entries.First(entry => entry.LayerIndex == layer + 1);
            for (int unit = 0; unit < into.Block.Rows; unit++)
            {
                double incoming = 0, outgoing = 0;
                foreach (float weight in network.Parameters.Slice(into.Offset + (unit * into.Block.Columns), into.Block.Columns))
                {
                    incoming += weight * (double)weight;
                }

                for (int row = 0; row < outOf.Block.Rows; row++)
                {
                    double weight = network.Parameters[outOf.Offset + (row * outOf.Block.Columns) + unit];
                    outgoing += weight * weight;
                }

                sizes.Add(incoming * outgoing);
            }
        }

        HashSet<int> largest = [.. Enumerable.Range(0, sizes.Count).OrderByDescending(unit => sizes[unit]).Take(open)];
        Network<float> gated = GatedNetwork.Insert(network);
        GatedNetwork.Write(gated, Chromosome.Of([.. Enumerable.Range(0, sizes.Count).Select(largest.Contains)]));
        return gated;
    }

    private void AddGated(string name, Network<float> gated)
    {
        Network<float> deployed = GatedNetwork.Prune(gated);
        deploysEqually &= Predict(gated).AsSpan().SequenceEqual(Predict(deployed));
        Add(name, deployed);
    }

    private void Add(string name, Network<float> network)
    {
        using NetworkEngine engine = new(network, new SoftmaxCrossEntropy(), new Regularization(), new Adam(), new EngineOptions());
        Evaluation onHeldOut = engine.Evaluate(new InMemoryBatchSource(heldOut, null));
        Evaluation onTest = engine.Evaluate(new InMemoryBatchSource(test, null));
        int units = network.Definition.Layers.OfType<Dense>().SkipLast(1).Sum(layer => layer.Units);
        arms.Add(new GateArm(name, onHeldOut.Loss, onTest.Loss, onTest.Metric, units, network.Layout.Count));
    }

    private float[] Predict(Network<float> network)
    {
        float[] outputs = new float[test.Rows * network.OutputSize];
        using Predictor<float> predictor = new(network);
        predictor.Predict(test.Features.Span, outputs);
        return outputs;
    }
}
