using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Data;
using MLNetLandscape.Persistence;
using MLNetLandscape.Schemas;
using MLNetLandscape.Scoring;
using MLNetLandscape.Tasks;

namespace MLNetLandscape.Models;

/// <summary>A trained model, whatever computes in it, with all that scoring and analysis need.</summary>
public abstract class LandscapeModel
{
    private protected LandscapeModel(ModelParts parts, ScoringTask scoring) => (Parts, Scoring) = (parts, scoring);

    /// <summary>The scaling of the features; null where they go in as they are.</summary>
    public Standardizer? Standardizer => Parts.Standardizer;

    /// <summary>The loss that it was trained with.</summary>
    public Loss Loss => Parts.Loss;

    /// <summary>The penalties that it was trained with.</summary>
    public Regularization Regularization => Parts.Regularization;

    /// <summary>The columns that it was trained on.</summary>
    public ColumnNames Columns => Parts.Columns;

    /// <summary>Every epoch's figures, and why training ended.</summary>
    public TrainingHistory History => Parts.History;

    /// <summary>The exponential neuron's state after each epoch that was evaluated; empty without a neuron.</summary>
    public IReadOnlyList<NeuronTrace> NeuronTrace => [.. History.Epochs.Select(epoch => epoch.Neuron).OfType<NeuronTrace>()];

    /// <summary>What is predicted.</summary>
    public LearningTask Task => Scoring.Kind;

    internal ModelParts Parts { get; }

    /// <summary>What the task makes of outputs.</summary>
    internal ScoringTask Scoring { get; }

    /// <summary>Features of a row.</summary>
    internal abstract int InputSize { get; }

    /// <summary>Outputs of a row.</summary>
    internal abstract int OutputSize { get; }

    /// <summary>How saved pipelines carry it.</summary>
    internal abstract PayloadFormat Format { get; }

    /// <summary>The training's objective on given data, as a function of the parameters: the mean loss plus the penalties.</summary>
    /// <param name="data">Data with the columns of <see cref="Columns"/>; it is read once, and scaled as in training. Rows with missing values are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type.</exception>
    /// <exception cref="ArgumentException">The keys of the label stand for other classes than the model's, or for the same in another order.</exception>
    public abstract IObjective CreateObjective(IDataView data);

    /// <summary>The rows as the model sees them: features and labels scaled as in training.</summary>
    /// <param name="data">Data with the columns of <see cref="Columns"/>. Rows with missing values are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type.</exception>
    /// <exception cref="ArgumentException">The keys of the label stand for other classes than the model's, or for the same in another order.</exception>
    /// <exception cref="InvalidOperationException">No row is without missing values.</exception>
    public Dataset<float> ReadDataset(IDataView data)
    {
        ArgumentNullException.ThrowIfNull(data);
        TrainingColumns columns = TrainingColumns.Bind(data.Schema, Columns, Scoring.LabelKind);
        if (columns.FeatureCount != InputSize)
        {
            throw SchemaMismatch.WrongSize(columns.Features, new VectorDataViewType(NumberDataViewType.Single, InputSize));
        }

        if (Scoring.DifferenceOf(columns.Label) is string difference)
        {
            throw new ArgumentException(
                $"The keys of the data must stand for the classes of the model, but column '{columns.Label.Name}' {difference}. "
                + "Transform the data with the mapping that the model was trained with.",
                nameof(data));
        }

        MaterializedData rows = DatasetReader.Read(data, "The data", columns, Scoring.LabelKind, MissingValues.SkipRow, CancellationToken.None);
        Standardizer?.Apply(rows.Features.AsSpan(0, rows.Rows * columns.FeatureCount));
        Scoring.ScaleTargets(rows.Targets.AsSpan(0, rows.Rows));
        return rows.AsDataset(columns.FeatureCount);
    }

    /// <summary>Something that computes outputs of scaled rows, for one thread.</summary>
    /// <param name="rowCapacity">The rows that it will mostly get at a time.</param>
    internal abstract IRowPredictor CreatePredictor(int rowCapacity);

    /// <summary>A transformer that scores with it.</summary>
    internal abstract ITransformer CreateTransformer();
}
