using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Data;
using MLNetLandscape.Models;
using MLNetLandscape.Progress;
using MLNetLandscape.Schemas;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Trainers;

/// <summary>Trains a network; what the trainers of all tasks share.</summary>
/// <remarks>A trainer keeps nothing from one fit to the next: fitting twice on the same data gives the same bits.</remarks>
/// <typeparam name="TTransformer">What a fit returns.</typeparam>
/// <typeparam name="TModel">The model in it.</typeparam>
public abstract class NetworkTrainer<TTransformer, TModel> : ITrainerEstimator<TTransformer, TModel>
    where TTransformer : NetworkTransformer<TModel>
    where TModel : NetworkModel
{
    private readonly MLContext context;
    private readonly IHost host;
    private readonly SchemaTwin twin;
    private readonly long seed;

    private protected NetworkTrainer(MLContext context, NetworkTrainerOptions options, string name, Func<MLContext, ColumnNames, SchemaTwin> createTwin)
    {
        ArgumentNullException.ThrowIfNull(options);
        NetworkTrainerRules.Check(options);
        (this.context, BaseOptions, Name) = (context, options, name);
        host = ((IHostEnvironment)context).Register(name);
        twin = createTwin(context, options.Columns);
        seed = options.Seed ?? host.Rand.NextInt64();
    }

    /// <summary>What ML.NET knows of the trainer.</summary>
    public TrainerInfo Info => twin.Info;

    private protected string Name { get; }

    private protected NetworkTrainerOptions BaseOptions { get; }

    private protected abstract LearningTask Task { get; }

    private protected abstract LabelKind LabelKind { get; }

    private protected virtual bool StandardizesLabel => false;

    /// <summary>The schema of the scored data, promised before any data is read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type; the text is ML.NET's.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => twin.GetOutputSchema(inputSchema);

    /// <summary>Trains on data, a part of which is held back where <see cref="NetworkTrainerOptions.ValidationFraction"/> says so.</summary>
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
    /// <param name="model">A model of the same shape to start from; null starts from random parameters.</param>
    /// <param name="progress">Told of every epoch beside the options' own listener, on the thread that trains.</param>
    /// <param name="cancellationToken">Cancels this fit, as the options' token does.</param>
    /// <exception cref="ArgumentException">A column is missing or has another type, or options and data do not fit together; the message says which.</exception>
    /// <exception cref="InvalidOperationException">No row without missing values, or training broke down in its first epoch.</exception>
    /// <exception cref="OperationCanceledException">The token or the context was cancelled.</exception>
    public TTransformer Fit(
        IDataView trainData, IDataView? validationData, TModel? model, IProgress<EpochProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(BaseOptions.CancellationToken, cancellationToken);
        NetworkTrainerOptions options = BaseOptions with { Progress = ProgressPair.Of(BaseOptions.Progress, progress), CancellationToken = either.Token };
        using IChannel channel = host.Start("Training");
        using NetworkFit fit = new(context, Name, options, channel, seed);
        TrainingRows rows = fit.Prepare(Request(trainData, validationData, model, channel, fit.Cancellation));
        DataViewSchema.Column label = trainData.Schema[BaseOptions.LabelColumnName];
        NetworkModelParts parts = fit.Train(rows, CountOutputs(label), model?.Network);
        return CreateTransformer(CreateModel(parts, rows, label), trainData.Schema[BaseOptions.FeatureColumnName].Type);
    }

    /// <summary>The network's outputs for a label.</summary>
    private protected abstract int CountOutputs(DataViewSchema.Column label);

    private protected abstract TModel CreateModel(NetworkModelParts parts, TrainingRows rows, DataViewSchema.Column label);

    private protected abstract TTransformer CreateTransformer(TModel model, DataViewType featureColumnType);

    private TrainingRowsRequest Request(IDataView training, IDataView? validation, TModel? model, IChannel channel, CancellationToken cancellation) => new()
    {
        Training = training,
        Validation = validation,
        Names = BaseOptions.Columns,
        LabelKind = LabelKind,
        Task = Task,
        MissingValues = BaseOptions.MissingValues,
        ValidationFraction = BaseOptions.ValidationFraction,
        Standardize = BaseOptions.Standardize,
        StandardizeLabel = StandardizesLabel,
        Scaling = model is null ? null : new RowScaling(model.Standardizer, (model as RegressionNetworkModel)?.LabelScaling ?? LabelScaling.None),
        ShuffleBufferRows = BaseOptions.ShuffleBufferRows,
        Seed = seed,
        Channel = channel,
        Cancellation = cancellation,
    };
}
