using System.Text.Json;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Experiments;

/// <summary>One training of one arm of a <see cref="Comparison"/>.</summary>
public sealed class ComparisonTrial : ITrialType
{
    /// <summary>The trial's name for the rows that it splits.</summary>
    internal const string DataName = "data";

    /// <inheritdoc/>
    public string Name => "comparison";

    /// <inheritdoc/>
    public void Validate(JsonElement settings)
    {
        ComparisonTrialSettings asked = TrialJson.Read<ComparisonTrialSettings>(settings);
        asked.Options.ThrowIfInvalid();
        TrialTraining.ThrowIfCheckpointed(asked.Options.Training);
        if (asked.Run < 1)
        {
            throw new ArgumentException($"Run must be at least 1, but was {asked.Run}.");
        }
    }

    /// <inheritdoc/>
    public JsonElement Run(TrialContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        (ComparisonOptions options, ComparisonArm arm, int number) = TrialJson.Read<ComparisonTrialSettings>(context.Settings);
        int run = number - 1;
        ComparisonSplit split = SplitOf(context, options, run);
        using NetworkEngine engine = CreateEngine(options, arm, run, context.Threads);
        InMemoryBatchSource training = new(split.Training, Comparison.SeedOf(options, run, RandomPurpose.Shuffling));
        InMemoryBatchSource validation = new(split.Validation, null);
        return TrialJson.Write(new ComparisonRun
        {
            Run = number,
            Arm = arm,
            TrainingRows = split.Training.Rows,
            ValidationRows = split.Validation.Rows,
            Training = TrialTraining.Run(context, engine, training, validation, options.Training),
        });
    }

    /// <summary>Both arms of a run train on the same split, which depends on data, fraction, seed and run alone.</summary>
    private static ComparisonSplit SplitOf(TrialContext context, ComparisonOptions options, int run)
    {
        Dataset<float> data = context.ShareData(DataName, DatasetContent.Read<float>);
        string key = $"comparison split {context.HashOf(DataName)} {options.ValidationFraction:R} {options.Seed} {run}";
        ComparisonSplit split = context.Shared.GetOrCreate(key, () => ComparisonSplit.Create(data, options, run));
        split.ThrowIfSmallerThan(options.Training.BatchSize);
        return split;
    }

    private static NetworkEngine CreateEngine(ComparisonOptions options, ComparisonArm arm, int run, int threads)
    {
        NetworkDefinition definition = arm == ComparisonArm.Plain ? options.Network : options.Network with { Neuron = options.Neuron };
        EngineOptions engine = new()
        {
            Threads = threads,
            GradientClipNorm = options.GradientClipNorm,
            NeuronGradientClipNorm = options.NeuronGradientClipNorm,
            Seed = Comparison.SeedOf(options, run, RandomPurpose.Dropout),
        };
        Network<float> network = Network<float>.Create(definition, Comparison.SeedOf(options, run, RandomPurpose.Initialization));
        return new NetworkEngine(network, options.Loss, options.Regularization, options.Optimizer, engine);
    }
}
