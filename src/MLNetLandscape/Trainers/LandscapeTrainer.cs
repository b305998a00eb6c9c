using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Data;
using MLNetLandscape.Models;
using MLNetLandscape.Progress;
using MLNetLandscape.Schemas;
using MLNetLandscape.Tasks;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Trainers;

/// <summary>What the trainers of all tasks share, whatever they train.</summary>
/// <remarks>A trainer keeps nothing from one fit to the next: fitting twice on the same data gives the same bits.</remarks>
/// <typeparam name="TTransformer">What a fit returns.</typeparam>
/// <typeparam name="TModel">The model in it.</typeparam>
public abstract class LandscapeTrainer<TTransformer, TModel> : ITrainerEstimator<TTransformer, TModel>, ILandscapeTrainer
    where TTransformer : LandscapeTransformer<TModel>
    where TModel : LandscapeModel
{
    private readonly IHost host;
    private readonly SchemaTwin twin;

    private protected LandscapeTrainer(MLContext context, LandscapeTrainerOptions options, string name, TrainingTask task)
    {
        ArgumentNullException.ThrowIfNull(options);
        LandscapeTrainerRules.Check(options, task.Kind);
        (Context, BaseOptions, Name, Task) = (context, options, name, task);
        host = ((IHostEnvironment)context).Register(name);
        twin = task.CreateTwin(context, options.Columns);
        Seed = options.Seed ?? host.Rand.NextInt64();
    }

    /// <summary>What ML.NET knows of the trainer.</summary>
    public TrainerInfo Info => twin.Info;

    private protected MLContext Context { get; }

    private protected string Name { get; }

    private protected LandscapeTrainerOptions BaseOptions { get; }

    private protected TrainingTask Task { get; }

    /// <summary>The seed of all fits.</summary>
    private protected long Seed { get; }

    LandscapeTrainerOptions ILandscapeTrainer.Options => BaseOptions;

    long ILandscapeTrainer.Seed => Seed;

    LearningTask ILandscapeTrainer.Kind => Task.Kind;

    bool ILandscapeTrainer.IsCalibrated => Task is BinaryTraining { IsCalibrated: true };

    bool ILandscapeTrainer.StandardizesLabel => Task.StandardizesLabel;

    string? ILandscapeTrainer.Source => Source;

    /// <summary>What is trained, where the options are not all that decides it.</summary>
    private protected virtual string? Source => null;

    /// <summary>The schema of the scored data, promised before any data is read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type; the text is ML.NET's.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => twin.GetOutputSchema(inputSchema);

    /// <summary>Trains on data, a part of which is held back where <see cref="LandscapeTrainerOptions.ValidationFraction"/> says so.</summary>
    /// <inheritdoc cref="Fit(IDataView, IDataView?, TModel?, IProgress{EpochProgress}?, CancellationToken)"/>
    public TTransformer Fit(IDataView input) => Fit(input, null, null);

    /// <summary>Trains on data, with other data for validation.</summary>
    /// <inheritdoc cref="Fit(IDataView, IDataView?, TModel?, IProgress{EpochProgress}?, CancellationToken)"/>
    public TTransformer Fit(IDataView trainData, IDataView validationData) => Fit(trainData, validationData, null);

    /// <summary>Goes on training a model on data, from its parameters and with its scaling.</summary>
    /// <inheritdoc cref="Fit(IDataView, IDataView?, TModel?, IProgress{EpochProgress}?, CancellationToken)"/>
    public TTransformer Fit(IDataView trainData, TModel model) => Fit(trainData, null, model);

    /// <summary>Trains.</summary>
    /// <param name="trainData">The training data.</param>
    /// <param name="validationData">Data to evaluate after every epoch; null takes the options' fraction of the training data.</param>
    /// <param name="model">A model of the same shape, features and classes to start from; null starts anew.</param>
    /// <param name="progress">Told of every epoch beside the options' own listener, on the thread that trains.</param>
    /// <param name="cancellationToken">Cancels this fit, as the options' token does.</param>
    /// <exception cref="ArgumentException">A column is missing or has another type, or options and data do not fit together; the message says which.</exception>
    /// <exception cref="InvalidOperationException">No row without missing values, or a row of another number of features than the column's.</exception>
    /// <exception cref="TrainingDivergedException">Training broke down in its first epoch.</exception>
    /// <exception cref="OperationCanceledException">The token or the context was cancelled.</exception>
    public TTransformer Fit(
        IDataView trainData, IDataView? validationData, TModel? model, IProgress<EpochProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Fit(trainData, validationData, model, progress, null, cancellationToken);

    private TTransformer Fit(
        IDataView trainData, IDataView? validationData, TModel? model, IProgress<EpochProgress>? progress, ITrialCheckpoint? checkpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        LandscapeTrainerRules.CheckValidation(BaseOptions, validationData is not null);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(BaseOptions.CancellationToken, cancellationToken);
        LandscapeTrainerOptions options = BaseOptions with { Progress = ProgressPair.Of(BaseOptions.Progress, progress), CancellationToken = either.Token };
        using IChannel channel = host.Start("Training");
        using TrainerFit fit = new(Context, Name, options, channel, checkpoint);
        CheckSchema(trainData.Schema);
        TrainingColumns columns = TrainingColumns.Bind(trainData.Schema, BaseOptions.Columns, Task.LabelKind);
        if (model is not null)
        {
            WarmStartRules.Check(model, columns);
        }

        Task.Warn(columns.Label, channel);
        TrainingRows rows = fit.Prepare(Request(trainData, validationData, model, channel, fit.Cancellation));
        TModel trained = Train(fit, rows, columns.Label, model);
        return CreateTransformer(trained, columns.Features.Type);
    }

    ITransformer ILandscapeTrainer.Fit(
        IDataView trainData, IDataView? validationData, IProgress<EpochProgress>? progress, ITrialCheckpoint? checkpoint, CancellationToken cancellationToken) =>
        Fit(trainData, validationData, null, progress, checkpoint, cancellationToken);

    /// <summary>Looks at the columns before any row is read.</summary>
    private protected virtual void CheckSchema(DataViewSchema schema)
    {
    }

    /// <summary>Trains a model on rows.</summary>
    /// <param name="fit">The fit, which runs the engine.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="label">The label.</param>
    /// <param name="start">The model to start from; null starts anew.</param>
    private protected abstract TModel Train(TrainerFit fit, TrainingRows rows, DataViewSchema.Column label, TModel? start);

    private protected abstract TTransformer CreateTransformer(TModel model, DataViewType featureColumnType);

    private TrainingRowsRequest Request(IDataView training, IDataView? validation, TModel? model, IChannel channel, CancellationToken cancellationToken) => new()
    {
        Training = training,
        Validation = validation,
        Names = BaseOptions.Columns,
        LabelKind = Task.LabelKind,
        Task = Task.Kind,
        MissingValues = BaseOptions.MissingValues,
        ValidationFraction = BaseOptions.ValidationFraction,
        Standardize = BaseOptions.Standardize,
        StandardizeLabel = Task.StandardizesLabel,
        Scaling = model is null ? null : new RowScaling(model.Standardizer, (model.Scoring as RegressionScoring)?.LabelScaling ?? LabelScaling.None),
        ShuffleBufferRows = BaseOptions.ShuffleBufferRows,
        Seed = Seed,
        Channel = channel,
        Cancellation = cancellationToken,
    };
}
