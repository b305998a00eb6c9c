using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetLandscape.Data;
using MLNetLandscape.Models;
using MLNetLandscape.Schemas;
using MLNetLandscape.Tasks;
using MLNetLandscape.TorchSharp.Factories;
using MLNetLandscape.TorchSharp.Models;
using MLNetLandscape.TorchSharp.Persistence;
using MLNetLandscape.TorchSharp.Runtime;
using MLNetLandscape.TorchSharp.Scoring;
using MLNetLandscape.TorchSharp.Training;
using MLNetLandscape.Trainers;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.TorchSharp.Trainers;

/// <summary>Trains a TorchSharp module; what the trainers of all tasks share.</summary>
/// <remarks>
/// LibTorch's generator and its number of threads are left as found, and no tensor outlives a fit. On the processor, with a fixed number of threads,
/// equal seeds give equal bits.
/// </remarks>
/// <typeparam name="TTransformer">What a fit returns.</typeparam>
/// <typeparam name="TModel">The model in it.</typeparam>
public abstract class TorchTrainer<TTransformer, TModel> : LandscapeTrainer<TTransformer, TModel>
    where TTransformer : LandscapeTransformer<TModel>
    where TModel : TorchModel
{
    private readonly TorchTrainerOptions options;
    private readonly ModuleSource source;

    private protected TorchTrainer(MLContext context, TorchTrainerOptions options, string name, TrainingTask task)
        : base(context, TorchTrainerRules.Checked(options), name, task) => (this.options, source) = (options, TorchTrainerRules.Source(options));

    private protected sealed override string Source => $"{source.Description} of rows [{string.Join(", ", options.FeatureShape ?? [])}]";

    private protected sealed override void CheckSchema(DataViewSchema schema)
    {
        DataViewSchema.Column features = TrainingColumns.FindFeatures(schema, options.FeatureColumnName);
        _ = TorchTrainerRules.RowShape(options, ((VectorDataViewType)features.Type).Size);
        _ = TorchDevice.Resolve(Context.GpuDeviceId, Context.FallbackToCpu);
    }

    private protected sealed override TModel Train(TrainerFit fit, TrainingRows rows, DataViewSchema.Column label, TModel? start)
    {
        IReadOnlyList<long> rowShape = TorchTrainerRules.RowShape(options, rows.Training.FeatureCount);
        Device device = TorchDevice.Resolve(Context.GpuDeviceId, Context.FallbackToCpu);
        using TensorModule module = source.Create(Seed);
        source.CheckReturns(module, Seed);
        if (start is not null)
        {
            StartFrom(start, module);
        }

        int outputs = Task.CountOutputs(label);
        TorchTrainerRules.CheckOutputs(Task.Kind, outputs, ModuleProbe.OutputCount(module, rowShape, ScalarType.Float32, torch.CPU), label.Name);
        using TorchEngine engine = new(module, rowShape, options.TrainingLoss, options.Regularization, options.Optimizer, EngineOptions(device));
        ModelParts parts = fit.Run(engine, rows);
        using ThreadCount threads = ThreadCount.Use(options.NumberOfThreads);
        ScoringTask scoring = Task.Complete(_ => new ModulePredictor(module, isOwner: false, rowShape, outputs, device), parts.Loss, rows, label);
        TorchModelParts torchParts = new()
        {
            Source = source,
            State = ModuleState.Of(module),
            FeatureShape = [.. rowShape],
            Outputs = outputs,
            Device = device,
        };
        return CreateModel(torchParts, parts, scoring);
    }

    private protected abstract TModel CreateModel(TorchModelParts torchParts, ModelParts parts, ScoringTask scoring);

    private static void StartFrom(TModel start, TensorModule module)
    {
        try
        {
            start.State.CopyTo(module);
        }
        catch (InvalidDataException exception)
        {
            throw new ArgumentException($"The model to start from must have the module of the trainer's options. {exception.Message}", nameof(start), exception);
        }
    }

    private TorchEngineOptions EngineOptions(Device device) => new()
    {
        Device = device,
        Threads = options.NumberOfThreads,
        GradientClipNorm = options.GradientClipNorm,
        Seed = Seed,
        DrawsRandomNumbers = options.DrawsRandomNumbers,
        ModuleDescription = source.Description,
    };
}
