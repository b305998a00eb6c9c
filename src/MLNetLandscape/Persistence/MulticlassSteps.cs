using MLNetLandscape.Persistence.Mappings;
using MLNetLandscape.Schemas;
using MLNetLandscape.Tasks;

namespace MLNetLandscape.Persistence;

/// <summary>The steps of a saved pipeline that are a multiclass model's own.</summary>
/// <remarks>A custom mapping can emit vectors of unknown size only. So its scores are taken apart into scalars, block by block, and concatenated.</remarks>
internal static class MulticlassSteps
{
    /// <summary>Appends the steps up to the vector of scores.</summary>
    public static EstimatorChain<ITransformer> AppendScores(MLContext context, EstimatorChain<ITransformer> chain, int classes)
    {
        chain = chain.Append<ITransformer>(context.Transforms.CustomMapping(new MulticlassMapping().GetMapping(), Contracts.Multiclass));
        for (int offset = 0; offset < classes; offset += ScoreBlock.Length)
        {
            chain = AppendBlock(context, chain, classes, offset);
        }

        return chain.Append<ITransformer>(context.Transforms.Concatenate(PipelineColumns.Scores, SlotColumns(classes)));
    }

    /// <summary>
    /// The output columns where there are too many classes for an <see cref="IdentityPredictor"/>: a score without annotations, and a predicted label
    /// that becomes a key with values by way of its value, since the direct way would turn all values into text.
    /// </summary>
    public static EstimatorChain<ITransformer> Columns(MLContext context, MulticlassScoring scoring) => new EstimatorChain<ITransformer>()
        .Append((scoring.Classes ?? Numbers(scoring.ClassCount)).Accept(new KeyMapper(context)))
        .Append<ITransformer>(context.Transforms.CopyColumns(DefaultColumnNames.Score, PipelineColumns.Scores))
        .Append<ITransformer>(context.Transforms.DropColumns(PipelineColumns.ClassValue));

    /// <summary>The columns to drop in the end.</summary>
    public static string[] HelpingColumns(int classes) =>
        [PipelineColumns.ClassScores, PipelineColumns.ClassKey, PipelineColumns.BlockOffset, .. BlockColumns(ScoreBlock.Length), .. SlotColumns(classes)];

    private static EstimatorChain<ITransformer> AppendBlock(MLContext context, EstimatorChain<ITransformer> chain, int classes, int offset)
    {
        KeyValuePair<uint, uint>[] constant = [new(KeyMapping.Key, (uint)offset)];
        string[] slots = SlotColumns(classes);
        string[] columns = BlockColumns(Math.Min(ScoreBlock.Length, classes - offset));
        chain = chain
            .Append<ITransformer>(context.Transforms.Conversion.MapValue(PipelineColumns.BlockOffset, constant, PipelineColumns.Key))
            .Append<ITransformer>(context.Transforms.CustomMapping(new ScoreBlockMapping().GetMapping(), Contracts.ScoreBlock));
        for (int i = 0; i < columns.Length; i++)
        {
            chain = chain.Append<ITransformer>(context.Transforms.CopyColumns(slots[offset + i], columns[i]));
        }

        return chain;
    }

    private static string[] BlockColumns(int count) => [.. Enumerable.Range(0, count).Select(i => $"{PipelineColumns.Slot}{i}")];

    private static string[] SlotColumns(int classes) => [.. Enumerable.Range(0, classes).Select(k => $"{PipelineColumns.Slot}.Class{k}")];

    private static KeyValueSet<uint> Numbers(int classes) =>
        new([.. Enumerable.Range(1, classes).Select(k => (uint)k)], NumberDataViewType.UInt32, k => $"{k}");

    private sealed class KeyMapper(MLContext context) : IKeyValueVisitor<IEstimator<ITransformer>>
    {
        public IEstimator<ITransformer> Visit<T>(IReadOnlyList<T> values)
        {
            IEnumerable<KeyValuePair<uint, T>> valueOfKey = values.Select((value, i) => new KeyValuePair<uint, T>((uint)i + 1, value));
            IDataView keys = context.Data.LoadFromEnumerable(values.Select(value => new KeyValueRow<T> { Value = value }));
            return context.Transforms.Conversion.MapValue(PipelineColumns.ClassValue, valueOfKey, PipelineColumns.ClassKey)
                .Append(context.Transforms.Conversion.MapValueToKey(DefaultColumnNames.PredictedLabel, PipelineColumns.ClassValue, keyData: keys));
        }
    }

    private sealed class KeyValueRow<T>
    {
        public T Value { get; set; } = default!;
    }
}
