using System.Text;
using System.Text.Json;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Gates;

/// <summary>Trains a network while its gates evolve: each step trains one member's sub-network, all of which share the weights.</summary>
/// <remarks>
/// <para>A step draws a member of the population and trains under its gates: closed units and the weights at them get no gradient from the data (penalties reach all weights).
/// From the second epoch on, every epoch begins with a generation scored on the held-out data, with the weights as they are then. Evaluations, snapshots and the network
/// at the end are the elite's; <see cref="GatedNetwork.Prune"/> makes it an ordinary network.</para>
/// <para>The held-out data selects gates, so it is neither training nor validation data.</para>
/// <para>Source: Chang, Yang, Kwak, "Genetic-gated networks for deep reinforcement learning", NeurIPS 2018, section 3.</para>
/// </remarks>
public sealed class GeneticGateEngine : ITrainingEngine, IDisposable
{
    private const int HashedRows = 256;
    private readonly NetworkEngine engine;
    private readonly GatePopulation population;
    private readonly GateScorer scorer;
    private readonly GateEvolutionOptions evolution;
    private readonly string heldOutHash;
    private RandomSource epochRandom;
    private long step;

    /// <summary>Binds the parts; the engine trains <paramref name="network"/> in place.</summary>
    /// <param name="network">A network with gates, see <see cref="GatedNetwork.Insert{T}(Network{T})"/>.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="regularization">The penalties.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="options">The engine's options.</param>
    /// <param name="heldOut">The rows that score the gates.</param>
    /// <param name="evolution">The evolution.</param>
    /// <exception cref="ArgumentException">The network has no gates, or loss or data do not fit it.</exception>
    public GeneticGateEngine(
        Network<float> network,
        Loss loss,
        Regularization regularization,
        Optimizer optimizer,
        EngineOptions options,
        IBatchSource heldOut,
        GateEvolutionOptions evolution)
    {
        ArgumentNullException.ThrowIfNull(heldOut);
        ArgumentNullException.ThrowIfNull(evolution);
        this.evolution = evolution;
        engine = new NetworkEngine(network, loss, regularization, optimizer, options);
        population = new GatePopulation(GatedNetwork.CountGates(network), evolution);
        scorer = new GateScorer(network, loss, heldOut, evolution.Criterion);
        heldOutHash = $"{TrainingFingerprint.HashFirstBatch(heldOut, HashedRows)} {heldOut.Digest}";
    }

    /// <summary>The network that is being trained, with its gates.</summary>
    public Network<float> Network => engine.Network;

    /// <summary>The chromosome to deploy.</summary>
    public Chromosome Elite => population.Elite;

    /// <inheritdoc/>
    public int FeatureCount => engine.FeatureCount;

    /// <inheritdoc/>
    public int TargetWidth => engine.TargetWidth;

    /// <inheritdoc/>
    public Metric Metric => engine.Metric;

    /// <inheritdoc/>
    public string Fingerprint =>
        $"{engine.Fingerprint}, gates {JsonSerializer.Serialize(evolution, JsonFormat.Compact)} scored on {heldOutHash}";

    /// <inheritdoc/>
    public void BeginEpoch(int epoch)
    {
        engine.BeginEpoch(epoch);
        epochRandom = new RandomSource(evolution.Seed).Split(RandomPurpose.Evolution).Split(RandomPurpose.Shuffling, epoch);
        step = 0;
        if (epoch > 0)
        {
            population.Evolve(scorer.Score);
        }
    }

    /// <inheritdoc/>
    public StepResult TakeStep(Batch<float> batch, double learningRate)
    {
        RandomSource random = epochRandom.Split(RandomPurpose.Shuffling, step++);
        GatedNetwork.Write(Network, population.Members[random.NextInt32(population.Members.Count)]);
        return engine.TakeStep(batch, learningRate);
    }

    /// <inheritdoc/>
    public Evaluation Evaluate(IBatchSource source, CancellationToken cancellationToken = default)
    {
        GatedNetwork.Write(Network, population.Elite);
        return engine.Evaluate(source, cancellationToken);
    }

    /// <inheritdoc/>
    public void Save(Stream destination)
    {
        GatedNetwork.Write(Network, population.Elite);
        engine.Save(destination);
        using BinaryWriter writer = new(destination, Encoding.UTF8, leaveOpen: true);
        population.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(Stream source)
    {
        engine.Load(source);
        using BinaryReader reader = new(source, Encoding.UTF8, leaveOpen: true);
        try
        {
            population.Load(reader);
        }
        catch (Exception exception) when (exception is EndOfStreamException or FormatException)
        {
            throw new InvalidDataException("The state ends within the gates' population: it was cut off.", exception);
        }
    }

    /// <inheritdoc/>
    public IModelSnapshot Snapshot(IModelSnapshot? reuse = null)
    {
        GatedNetwork.Write(Network, population.Elite);
        return engine.Snapshot(reuse);
    }

    /// <inheritdoc/>
    public void Restore(IModelSnapshot snapshot)
    {
        engine.Restore(snapshot);
        population.Enthrone(GatedNetwork.Read(Network));
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose() => engine.Dispose();
}
