using MLNetLandscape.Persistence.Mappings;
using MLNetLandscape.Schemas;
using MLNetLandscape.Tasks;

namespace MLNetLandscape.Persistence;

/// <summary>The steps of a saved pipeline that are a multiclass model's own.</summary>
/// <remarks>
/// A custom mapping can emit vectors of unknown size only, without key values. So its scores are taken apart into scalars, block by block, and
/// concatenated, which gives them a size; a value mapping to keys gives the predicted label its key values.
/// </remarks>
internal static class MulticlassSteps
{
    public static EstimatorChain<ITransformer> Append(MLContext context, EstimatorChain<ITransformer> chain, ColumnNames columns, MulticlassScoring scoring)
    {
        chain = chain.Append<ITransformer>(context.Transforms.CustomMapping(new MulticlassMapping().GetMapping(), Contracts.Multiclass));
        string[] slots = SlotColumns(columns, scoring);
        for (int offset = 0; offset < scoring.ClassCount; offset += ScoreBlock.Length)
        {
            chain = AppendBlock(context, chain, slots, offset);
        }

        string[] dropped =
        [
            PipelineColumns.ClassScores, PipelineColumns.ClassKey, PipelineColumns.ClassValue, PipelineColumns.BlockOffset, .. BlockColumns(ScoreBlock.Length), .. slots,
        ];
        return chain
            .Append<ITransformer>(context.Transforms.Concatenate(DefaultColumnNames.Score, slots))
            .Append(PredictedLabel(context, scoring))
            .Append<ITransformer>(context.Transforms.DropColumns(dropped));
    }

    private static EstimatorChain<ITransformer> AppendBlock(MLContext context, EstimatorChain<ITransformer> chain, string[] slots, int offset)
    {
        KeyValuePair<uint, uint>[] constant = [new(KeyMapping.Key, (uint)offset)];
        string[] columns = BlockColumns(Math.Min(ScoreBlock.Length, slots.Length - offset));
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

    /// <summary>The names of the columns that are concatenated, which become the slot names of Score: the class names where those are safe.</summary>
    private static string[] SlotColumns(ColumnNames columns, MulticlassScoring scoring)
    {
        HashSet<string> taken =
        [
            columns.Features, columns.Label, columns.Weight ?? "", DefaultColumnNames.Score, DefaultColumnNames.PredictedLabel, "",
        ];
        return scoring.ClassNames.Count == scoring.ClassCount && scoring.ClassNames.All(taken.Add)
            ? [.. scoring.ClassNames]
            : [.. Enumerable.Range(0, scoring.ClassCount).Select(k => $"{PipelineColumns.Slot}.Class{k}")];
    }

    private static IEstimator<ITransformer> PredictedLabel(MLContext context, MulticlassScoring scoring) =>
        (scoring.Classes ?? new KeyValueSet<uint>([.. Enumerable.Range(1, scoring.ClassCount).Select(k => (uint)k)], NumberDataViewType.UInt32, k => $"{k}"))
            .Accept(new KeyMapper(context));

    /// <summary>From the key's number to its value, and from the value to a key with values: the direct way would turn all values into text.</summary>
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
