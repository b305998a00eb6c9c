using Microsoft.ML.Runtime;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Pretraining;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Data;
using MLNetLandscape.Models;
using MLNetLandscape.Tasks;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Trainers;

/// <summary>Trains a network; what the trainers of all tasks share.</summary>
/// <typeparam name="TTransformer">What a fit returns.</typeparam>
/// <typeparam name="TModel">The model in it.</typeparam>
public abstract class NetworkTrainer<TTransformer, TModel> : LandscapeTrainer<TTransformer, TModel>
    where TTransformer : LandscapeTransformer<TModel>
    where TModel : NetworkModel
{
    private readonly NetworkTrainerOptions options;

    private protected NetworkTrainer(MLContext context, NetworkTrainerOptions options, string name, TrainingTask task)
        : base(context, NetworkTrainerRules.Checked(options), name, task) => this.options = options;

    private protected sealed override TModel Train(TrainerFit fit, TrainingRows rows, DataViewSchema.Column label, TModel? start)
    {
        NetworkDefinition definition = NetworkShape.Define(options, rows.Training.FeatureCount, Task.CountOutputs(label));
        Network<float> network = start is null ? Start(definition, fit, rows) : NetworkShape.StartFrom(start.Network, definition);
        foreach (string warning in TheoryWarnings.For(definition, options.TrainingLoss, options.Regularization))
        {
            fit.Channel.Info(MessageSensitivity.None, "{0}", warning);
        }

        using NetworkEngine engine = new(network, options.TrainingLoss, options.Regularization, options.Optimizer, EngineOptions());
        ModelParts parts = fit.Run(engine, rows);
        return CreateModel(network, parts, Task.Complete(rows => new Scoring.NetworkPredictor(network, rows), parts.Loss, rows, label));
    }

    private protected abstract TModel CreateModel(Network<float> network, ModelParts parts, ScoringTask scoring);

    private Network<float> Start(NetworkDefinition definition, TrainerFit fit, TrainingRows rows)
    {
        Network<float> network = Network<float>.Create(definition, Seed);
        if (options.Pretraining is { } pretraining)
        {
            NetworkPretrainingResult result = pretraining.Run(
                network, options.TrainingLoss, options.Regularization, rows.Training, Seed, fit.Cancellation);
            fit.Channel.Info(
                MessageSensitivity.None, "Pretraining on {0} rows reached a mean squared error of {1:G6}.", result.Rows, result.MeanSquare);
        }

        return network;
    }

    private EngineOptions EngineOptions() => new()
    {
        Threads = options.NumberOfThreads,
        GradientClipNorm = options.GradientClipNorm,
        NeuronGradientClipNorm = options.NeuronGradientClipNorm,
        Seed = Seed,
    };
}
