using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Gates;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Tests.Training;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Gates;

public sealed class GeneticGateEngineTests : IDisposable
{
    private static readonly NetworkDefinition Definition = new()
    {
        Input = Shape.Vector(2),
        Layers = [new Dense(20, new Relu()), new Dense(12, new Tanh()), new Dense(1, new Identity())],
    };

    private static readonly TrainingOptions Options = new()
    {
        Epochs = 8,
        BatchSize = 32,
        LearningRate = new Constant(0.01),
        EarlyStopping = new EarlyStopping { Patience = 6 },
    };

    private readonly string folder = Directory.CreateTempSubdirectory("landscape-gates").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Trains_sub_networks_of_which_the_elite_classifies()
    {
        using GeneticGateEngine engine = Create();
        TrainingResult result = TrainingLoop.Run(engine, Source(200, 1), Source(200, 3), Options with { Epochs = 60, EarlyStopping = null });
        Assert.InRange(result.History[^1].Validation!.Metric, 0.97, 1);
        Network<float> deployed = GatedNetwork.Prune(engine.Network);
        using NetworkEngine plain = new(deployed, new PolynomialHinge(3), new Regularization(), new Adam(), new EngineOptions());
        Assert.Equal(result.History[^1].Validation!.Loss, plain.Evaluate(Source(200, 3)).Loss);
        Assert.Equal(engine.Elite, GatedNetwork.Read(engine.Network));
        Assert.True(deployed.Layout.Count < engine.Network.Layout.Count);
    }

    [Fact]
    public void The_population_evolves_at_the_beginning_of_every_epoch_but_the_first()
    {
        using GeneticGateEngine engine = Create();
        byte[] start = Saved(engine);
        engine.BeginEpoch(0);
        Assert.Equal(start, Saved(engine));
        engine.BeginEpoch(1);
        byte[] second = Saved(engine);
        Assert.NotEqual(start, second);
        engine.BeginEpoch(2);
        Assert.NotEqual(second, Saved(engine));
    }

    [Fact]
    public void An_epoch_that_begins_again_draws_the_same_dropout()
    {
        NetworkDefinition definition = Definition with { Layers = [new Dense(20, new Relu()), new Dropout(0.5), new Dense(1, new Identity())] };
        using GeneticGateEngine engine = new(
            GatedNetwork.Insert(Network<float>.Create(definition, 7)),
            new PolynomialHinge(3),
            new Regularization(),
            new Sgd(),
            new EngineOptions { Seed = 5 },
            Source(50, 4),
            new GateEvolutionOptions { Population = 4, Elites = 1, InitialOpen = 1 });
        Batch<float> batch = new(32, 2, 1);
        using IBatchReader reader = Source(32, 1).Open(0);
        Assert.True(reader.Read(batch));
        double[] Steps()
        {
            // A learning rate that moves no weight.
            engine.BeginEpoch(0);
            return [engine.TakeStep(batch, 1e-30).Objective, engine.TakeStep(batch, 1e-30).Objective];
        }

        double[] first = Steps();
        Assert.NotEqual(first[0], first[1]);
        Assert.Equal(first, Steps());
    }

    [Fact]
    public void Killed_and_resumed_ends_with_the_bits_of_the_uninterrupted_training()
    {
        byte[] expected = Train(Options, int.MaxValue);
        TrainingOptions options = Options with { CheckpointPath = Path.Combine(folder, "checkpoint") };
        foreach (int batches in new[] { 11, 3, 17, 8 })
        {
            Assert.Throws<InvalidOperationException>(() => Train(options, batches));
        }

        Assert.Equal(expected, Train(options, int.MaxValue));
    }

    [Fact]
    public void Restores_the_gates_with_the_weights()
    {
        using GeneticGateEngine engine = Create();
        IModelSnapshot start = engine.Snapshot();
        TrainingLoop.Run(engine, Source(200, 1), null, Options with { EarlyStopping = null });
        Assert.NotEqual(Chromosome.AllOpen(32), engine.Elite);
        engine.Restore(start);
        Assert.Equal(Chromosome.AllOpen(32), engine.Elite);
    }

    [Fact]
    public void Tells_trainings_of_other_gates_apart()
    {
        using GeneticGateEngine one = Create();
        using GeneticGateEngine two = Create(heldOutSeed: 8);
        using GeneticGateEngine three = Create(evolutionSeed: 2);
        using GeneticGateEngine same = Create();
        Assert.Equal(one.Fingerprint, same.Fingerprint);
        Assert.NotEqual(one.Fingerprint, two.Fingerprint);
        Assert.NotEqual(one.Fingerprint, three.Fingerprint);
    }

    [Fact]
    public void Tells_trainings_apart_by_the_last_held_out_row()
    {
        Dataset<float> rows = TwoMoons.Create(600, 4);
        float[] targets = rows.Targets.ToArray();
        targets[^1] *= -1;
        using GeneticGateEngine one = Create(new InMemoryBatchSource(rows, null));
        using GeneticGateEngine other = Create(new InMemoryBatchSource(rows with { Targets = targets }, null));
        Assert.NotEqual(one.Fingerprint, other.Fingerprint);
    }

    [Fact]
    public void Refuses_a_damaged_population()
    {
        using GeneticGateEngine engine = Create();
        using MemoryStream stream = new();
        engine.Save(stream);
        using MemoryStream cut = new(stream.ToArray()[..^3]);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => engine.Load(cut));
        Assert.Equal("The state ends within the gates' population: it was cut off.", exception.Message);
        byte[] bytes = stream.ToArray();
        bytes[^1] = (byte)'x';
        using MemoryStream damaged = new(bytes);
        exception = Assert.Throws<InvalidDataException>(() => engine.Load(damaged));
        Assert.Equal("The state of the gates' population is damaged, or belongs to another network.", exception.Message);
    }

    [Fact]
    public void Refuses_a_network_without_gates()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new GeneticGateEngine(
            Network<float>.Create(Definition, 7),
            new PolynomialHinge(3),
            new Regularization(),
            new Adam(),
            new EngineOptions(),
            Source(50, 4),
            new GateEvolutionOptions()));
        Assert.Equal("A chromosome must have at least 1 gene, but none was given. Insert gates into the network first. (Parameter 'genes')", exception.Message);
    }

    private static InMemoryBatchSource Source(int rows, long seed) => new(TwoMoons.Create(rows, seed), seed);

    private static GeneticGateEngine Create(long heldOutSeed = 4, long evolutionSeed = 1) => Create(Source(100, heldOutSeed), evolutionSeed);

    private static GeneticGateEngine Create(IBatchSource heldOut, long evolutionSeed = 1) => new(
        GatedNetwork.Insert(Network<float>.Create(Definition, 7)),
        new PolynomialHinge(3),
        new Regularization { L2 = 1e-4 },
        new Adam(),
        new EngineOptions { Seed = 5 },
        heldOut,
        new GateEvolutionOptions { Population = 12, Seed = evolutionSeed });

    private static byte[] Train(TrainingOptions options, int batches)
    {
        using GeneticGateEngine engine = Create();
        KilledSource training = new(Source(100, 1), batches);
        TrainingLoop.Run(engine, training, Source(60, 3), options);
        return Saved(engine);
    }

    private static byte[] Saved(GeneticGateEngine engine)
    {
        using MemoryStream stream = new();
        engine.Save(stream);
        return stream.ToArray();
    }
}
