using Microsoft.ML.Runtime;
using MLNetLandscape.Models;
using MLNetLandscape.Persistence;
using MLNetLandscape.Schemas;
using MLNetLandscape.Scoring;

namespace MLNetLandscape.Transformers;

/// <summary>A fitted model as a transformer: it adds the score columns of its task.</summary>
/// <remarks>Saves and loads with <c>mlContext.Model</c>, also as a part of a chain. Immutable, and safe for concurrent use.</remarks>
/// <typeparam name="TModel">The model.</typeparam>
public abstract class LandscapeTransformer<TModel> : ISingleFeaturePredictionTransformer<TModel>
    where TModel : LandscapeModel
{
    private protected LandscapeTransformer(TModel model, DataViewType? featureColumnType)
    {
        ArgumentNullException.ThrowIfNull(model);
        (Model, FeatureColumnType) = (model, featureColumnType ?? new VectorDataViewType(NumberDataViewType.Single, model.InputSize));
    }

    /// <summary>The model, its history, and what analysis needs.</summary>
    public TModel Model { get; }

    /// <summary>The name of the feature column.</summary>
    public string FeatureColumnName => Model.Columns.Features;

    /// <summary>The type of the feature column.</summary>
    public DataViewType FeatureColumnType { get; }

    /// <summary>True: each row is scored by itself.</summary>
    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The schema of the scored data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or has another type; the text is ML.NET's.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).Output;

    /// <summary>The data with the score columns; nothing is computed before it is read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or has another type; the text is ML.NET's.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoredDataView(input, Bind(input.Schema), CreateScorer);
    }

    /// <inheritdoc/>
    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => new ScoreRowMapper(Bind(inputSchema), CreateScorer);

    /// <summary>Saves a chain of ML.NET's own transformers that carries the model and scores with it.</summary>
    void ICanSaveModel.Save(ModelSaveContext ctx) => SavedPipeline.Save(Model, ctx);

    private RowScorer CreateScorer(int rowCapacity) => new(Model, rowCapacity);

    private ScoreSchema Bind(DataViewSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        DataViewSchema.Column features = TrainingColumns.FindFeatures(schema, FeatureColumnName);
        return ((VectorDataViewType)features.Type).Size == Model.InputSize
            ? new ScoreSchema(schema, features, Model.Scoring.CreateColumns)
            : throw SchemaMismatch.WrongSize(features, FeatureColumnType);
    }
}
