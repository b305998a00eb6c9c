using Microsoft.ML.Runtime;
using MLNetLandscape.Models;
using MLNetLandscape.Persistence.Mappings;
using MLNetLandscape.Schemas;
using MLNetLandscape.Tasks;

namespace MLNetLandscape.Persistence;

/// <summary>A model as a chain of ML.NET's own transformers, which any context loads without registration.</summary>
/// <remarks>
/// ML.NET loads no transformer classes of others, but it loads custom mappings by contract name, and looks the assembly up itself. So the chain is: a
/// mapping that emits a constant key; a value mapping from that key to the model as text; a mapping that decodes the text once and scores; for
/// several classes, steps that give the scores a known size and the label its key values; and a step that drops the helping columns.
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
        KeyValuePair<uint, ReadOnlyMemory<char>>[] payload = [new(KeyMapping.Key, encoded.AsMemory())];
        EstimatorChain<ITransformer> chain = new EstimatorChain<ITransformer>()
            .Append(model.Format.CreateKeyStep(context))
            .Append<ITransformer>(context.Transforms.Conversion.MapValue(PipelineColumns.Payload, payload, PipelineColumns.Key))
            .Append<ITransformer>(context.Transforms.CopyColumns(PipelineColumns.Features, model.Columns.Features));
        chain = model.Scoring switch
        {
            BinaryScoring { Calibrator: not null } =>
                chain.Append<ITransformer>(context.Transforms.CustomMapping(new CalibratedBinaryMapping().GetMapping(), Contracts.CalibratedBinary)),
            BinaryScoring => chain.Append<ITransformer>(context.Transforms.CustomMapping(new BinaryMapping().GetMapping(), Contracts.Binary)),
            RegressionScoring =>
                chain.Append<ITransformer>(context.Transforms.CustomMapping(new RegressionMapping().GetMapping(), Contracts.Regression)),
            MulticlassScoring multiclass => MulticlassSteps.Append(context, chain, model.Columns, multiclass),
            _ => throw new NotSupportedException($"A model of type {model.GetType().Name} cannot be saved."),
        };
        return chain
            .Append<ITransformer>(context.Transforms.DropColumns(PipelineColumns.Key, PipelineColumns.Payload, PipelineColumns.Features))
            .Fit(EmptyRows(context, model));
    }

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
