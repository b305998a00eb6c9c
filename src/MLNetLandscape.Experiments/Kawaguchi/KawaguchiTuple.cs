using System.Text.Json;
using MLNetLandscape.Analysis.Models;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Experiments.Training;

namespace MLNetLandscape.Experiments.Kawaguchi;

/// <summary>Trains a tuple of equal networks from initial deviations 2, 3, 4, ... and compares them.</summary>
internal sealed class KawaguchiTuple(KawaguchiTrialSettings settings, TrialContext context)
{
    /// <summary>The deviation of the first member.</summary>
    internal const int SmallestSigma = 2;

    /// <summary>The distance beyond which parameters count as apart.</summary>
    internal const double Threshold = 0.1;

    private readonly Loss loss = KawaguchiNetworks.LossOf(settings);
    private readonly Regularization penalty = KawaguchiNetworks.PenaltyOf(settings);
    private readonly KawaguchiData data = KawaguchiData.Load(settings, context);

    private int Outputs => settings.IsMnist ? data.Training.ClassNames.Count : 1;

    /// <summary>Trains what is not trained yet, then compares.</summary>
    public KawaguchiTrialResult Run()
    {
        StagedCheckpoint checkpoint = new(context.Checkpoint);
        while (checkpoint.Finished.Count < settings.Models)
        {
            checkpoint.Finish(Train(checkpoint.Finished.Count, checkpoint.StageOf(context, settings.Models)));
        }

        (TrainingCurve Curve, Network<double> Network)[] members = [.. checkpoint.Finished.Select((bytes, i) => Decode(i, bytes))];
        Dataset<double> rows = data.Compared.Convert<double>();
        ModelComparison comparison = ModelComparison.Run(
            [.. members.Select(member => member.Network)], loss, penalty, rows,
            new ModelComparisonOptions { Thresholds = [Threshold], Lines = false, Threads = context.Threads }, null, context.Cancellation);
        return new KawaguchiTrialResult
        {
            TrainingRows = data.Training.Rows,
            ComparedRows = rows.Rows,
            Parameters = members[0].Network.Layout.Count,
            Models = [.. members.Select((member, i) => Describe(i, member.Curve, member.Network, comparison.Models[i], rows))],
            Pairs = [.. comparison.Pairs.Select(KawaguchiPair.Of)],
            ZeroLoss = comparison.ZeroLoss,
            MajorityAccuracy = comparison.MajorityAccuracy ?? double.NaN,
        };
    }

    private NetworkDefinition DefinitionOf(int member) => KawaguchiNetworks.Create(settings, data.Training.FeatureCount, Outputs, member + SmallestSigma);

    private byte[] Train(int member, TrialContext stage)
    {
        RandomSource root = new RandomSource(context.Seed).Split(RandomPurpose.Run, member);
        long SeedOf(RandomPurpose purpose) => unchecked((long)root.Split(purpose).Key);
        Network<float> network = Network<float>.Create(DefinitionOf(member), SeedOf(RandomPurpose.Initialization));
        EngineOptions engineOptions = new() { Threads = context.Threads, Seed = SeedOf(RandomPurpose.Dropout) };
        using NetworkEngine engine = new(network, loss, penalty, new Adam(), engineOptions);
        TrainingOptions options = new()
        {
            Epochs = settings.Epochs,
            BatchSize = Math.Min(256, data.Training.Rows),
            LearningRate = new Constant(1e-3),
            EvaluateTrainingData = false,
        };
        TrainingResult result = TrialTraining.Run(
            stage, engine, new InMemoryBatchSource(data.Training, SeedOf(RandomPurpose.Shuffling)), new InMemoryBatchSource(data.Compared, null), options);
        return Encode(TrainingCurve.Of(result), network);
    }

    private static byte[] Encode(TrainingCurve curve, Network<float> network)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write(JsonSerializer.Serialize(curve, JsonFormat.Compact));
        foreach (float value in network.Parameters)
        {
            writer.Write(value);
        }

        foreach (float value in network.State)
        {
            writer.Write(value);
        }

        writer.Flush();
        return stream.ToArray();
    }

    private (TrainingCurve Curve, Network<double> Network) Decode(int member, byte[] bytes)
    {
        using BinaryReader reader = new(new MemoryStream(bytes));
        TrainingCurve curve = JsonSerializer.Deserialize<TrainingCurve>(reader.ReadString(), JsonFormat.Compact)!;

        // The members differ in how they start alone; compared are the networks, so they carry one definition.
        Network<float> network = Network<float>.Create(DefinitionOf(0), 0);
        foreach (ref float value in network.Parameters)
        {
            value = reader.ReadSingle();
        }

        foreach (ref float value in network.State)
        {
            value = reader.ReadSingle();
        }

        return (curve, network.Convert<double>());
    }

    private KawaguchiModel Describe(int member, TrainingCurve curve, Network<double> network, ModelFigures figures, Dataset<double> rows)
    {
        bool hasReluOutputs = network.Definition.Layers[^1] is Dense { Activation: Relu };
        return new KawaguchiModel
        {
            Sigma = member + SmallestSigma,
            Curve = curve,
            Loss = figures.Loss,
            Metric = figures.Metric,
            DeadShare = figures.DeadShare,
            DeadOutputs = hasReluOutputs ? figures.Activity[^1].Dead : 0,
            IsConstant = figures.IsConstant,
            End = EndAnalyzer.Analyze(network, loss, penalty, rows, context),
        };
    }
}
