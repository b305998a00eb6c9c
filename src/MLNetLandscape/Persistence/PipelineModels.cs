using Microsoft.ML.Transforms;
using MLNetLandscape.Models;
using MLNetLandscape.Persistence.Mappings;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Persistence;

/// <summary>Finds the models in a pipeline, fitted or loaded.</summary>
internal static class PipelineModels
{
    /// <summary>The models, in the pipeline's order.</summary>
    public static IReadOnlyList<LandscapeModel> Find(MLContext context, ITransformer pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        List<LandscapeModel> models = [];
        Add(context, pipeline, models);
        return models;
    }

    /// <summary>The pipeline with its models as typed transformers; the pipeline itself where it has no saved ones.</summary>
    public static ITransformer Restore(MLContext context, ITransformer pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        if (pipeline is not IEnumerable<ITransformer> chain)
        {
            return pipeline;
        }

        ITransformer[] steps = [.. chain];
        if (FindPayload(context, steps) is { } payload)
        {
            return PayloadFormat.Decode(payload.Span).CreateTransformer();
        }

        ITransformer[] restored = [.. steps.Select(step => Restore(context, step))];
        return restored.SequenceEqual(steps) ? pipeline : new TransformerChain<ITransformer>(restored);
    }

    private static void Add(MLContext context, ITransformer transformer, List<LandscapeModel> models)
    {
        switch (transformer)
        {
            case IPredictionTransformer<LandscapeModel> fitted:
                models.Add(fitted.Model);
                break;
            case IEnumerable<ITransformer> chain:
                ITransformer[] steps = [.. chain];
                if (FindPayload(context, steps) is { } payload)
                {
                    models.Add(PayloadFormat.Decode(payload.Span));
                    break;
                }

                foreach (ITransformer step in steps)
                {
                    Add(context, step, models);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>The text that a saved model's chain carries: its first two steps on a single row. Null for any other chain.</summary>
    private static ReadOnlyMemory<char>? FindPayload(MLContext context, ITransformer[] steps)
    {
        if (steps.Length < 3 || steps[0] is not CustomMappingTransformer<NoColumns, KeyColumn> || steps[1] is not ValueMappingTransformer)
        {
            return null;
        }

        IDataView row = context.Data.LoadFromEnumerable([new KeyColumn()]);
        return steps[1].Transform(steps[0].Transform(row)).GetColumn<ReadOnlyMemory<char>>(PipelineColumns.Payload).Single();
    }
}
