using Microsoft.ML.Runtime;
using MLNetLandscape.Calibration;
using MLNetLandscape.Models;
using MLNetLandscape.Persistence.Mappings;
using MLNetLandscape.Schemas;
using MLNetLandscape.Tasks;

namespace MLNetLandscape.Persistence;

/// <summary>A model as a chain of ML.NET's own transformers, which any context loads without registration.</summary>
/// <remarks>
/// ML.NET loads no transformer classes of others, but it loads custom mappings by contract name, and looks the assembly up itself. So the chain is: a
/// mapping that emits a constant key; a value mapping from that key to the model as text; a mapping that decodes the text once and scores; a
/// concatenation that gives the scores a known size; a predictor of ML.NET's own that hands them on with the annotations of its task; for calibrated
/// classes its calibrator; and a step that drops the helping columns.
/// </remarks>
internal static class SavedPipeline
{
    /// <summary>Saves the chain where the context stands.</summary>
    public static void Save(LandscapeModel model, ModelSaveContext destination) => ((ICanSaveModel)Build(model)).Save(destination);

    /// <summary>Builds the chain.</summary>
    public static TransformerChain<ITransformer> Build(LandscapeModel model) => Build(model, model.Format.Encode(model));

    /// <summary>Builds the chain for a model of the shape of <paramref name="model"/> that is encoded already.</summary>
    public static TransformerChain<ITransformer> Build(LandscapeModel model, string encoded)
    {
        // A context of its own: that of the training may have been cancelled since, as AutoML does at the end of a trial.
        MLContext context = new();
        IDataView empty = EmptyRows(context, model);
        TransformerChain<ITransformer> chain = Scores(context, model, encoded).Fit(empty);
        chain = chain.Append(Predictor(context, model, chain.Transform(empty)));
        if (model.Scoring is BinaryScoring { Calibrator: PlattScaling calibrator })
        {
            chain = chain.Append<ITransformer>(
                context.BinaryClassification.Calibrators.Platt(calibrator.Slope, calibrator.Offset).Fit(chain.Transform(empty)));
        }

        return chain.Append<ITransformer>(context.Transforms.DropColumns(HelpingColumns(model)).Fit(chain.Transform(empty)));
    }

    /// <summary>The steps up to the vector of scores.</summary>
    private static EstimatorChain<ITransformer> Scores(MLContext context, LandscapeModel model, string encoded)
    {
        KeyValuePair<uint, ReadOnlyMemory<char>>[] payload = [new(KeyMapping.Key, encoded.AsMemory())];
        EstimatorChain<ITransformer> chain = new EstimatorChain<ITransformer>()
            .Append<ITransformer>(model.Format.CreateKeyStep(context))
            .Append<ITransformer>(context.Transforms.Conversion.MapValue(PipelineColumns.Payload, payload, PipelineColumns.Key))
            .Append<ITransformer>(context.Transforms.CopyColumns(PipelineColumns.Features, model.Columns.Features));
        return model.Scoring is MulticlassScoring multiclass
            ? MulticlassSteps.AppendScores(context, chain, multiclass.ClassCount)
            : chain
                .Append<ITransformer>(context.Transforms.CustomMapping(new ScoreMapping().GetMapping(), Contracts.Score))
                .Append<ITransformer>(context.Transforms.Concatenate(PipelineColumns.Scores, PipelineColumns.Score));
    }

    private static ITransformer Predictor(MLContext context, LandscapeModel model, IDataView scored) => model.Scoring switch
    {
        BinaryScoring => IdentityPredictor.Binary(context),
        RegressionScoring => IdentityPredictor.Regression(context),
        MulticlassScoring { ClassCount: <= IdentityPredictor.MostClasses } multiclass => IdentityPredictor.Multiclass(context, multiclass),
        MulticlassScoring multiclass => MulticlassSteps.Columns(context, multiclass).Fit(scored),
        _ => throw new NotSupportedException($"A model of type {model.GetType().Name} cannot be saved."),
    };

    private static string[] HelpingColumns(LandscapeModel model) =>
    [
        PipelineColumns.Key, PipelineColumns.Payload, PipelineColumns.Features, PipelineColumns.Scores,
        .. model.Scoring is MulticlassScoring multiclass ? MulticlassSteps.HelpingColumns(multiclass.ClassCount) : [PipelineColumns.Score],
    ];

    private static IDataView EmptyRows(MLContext context, LandscapeModel model)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(FeatureRow));
        schema[0].ColumnName = model.Columns.Features;
        schema[0].ColumnType = new VectorDataViewType(NumberDataViewType.Single, model.InputSize);
        return context.Data.LoadFromEnumerable(Array.Empty<FeatureRow>(), schema);
    }

    private sealed class FeatureRow
    {
        [ColumnName(DefaultColumnNames.Features)]
        public VBuffer<float> Features { get; set; }
    }
}
