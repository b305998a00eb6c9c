using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Schedules;

namespace MLNetLandscape.Core.Training;

/// <summary>What tells one training from another, entry by entry, so that a foreign checkpoint can be refused with the reason.</summary>
/// <remarks>
/// Data is told by its shape, by its first batch as epoch 0 delivers it, which also tells the shuffling seed, and where it is in memory by all of its rows; reading
/// it all elsewhere would cost an epoch of a large source. Where checkpoints lie, and how often they are written, changes nothing and is left out.
/// </remarks>
internal static class TrainingFingerprint
{
    /// <summary>The seed that the user gave, which explains other seeds and hence stands first.</summary>
    internal const string Seed = "seed";

    internal static IReadOnlyList<FingerprintEntry> Of(
        ITrainingEngine engine, IBatchSource training, IBatchSource? validation, TrainingOptions options) =>
    [
        .. options.CheckpointSeed is { } seed ? [new FingerprintEntry(Seed, seed.ToString(CultureInfo.InvariantCulture))] : Array.Empty<FingerprintEntry>(),
        new("model", engine.Fingerprint),
        new("number of features", $"{engine.FeatureCount}"),
        new("target width", $"{engine.TargetWidth}"),
        new("number of epochs", $"{options.Epochs}"),
        new("batch size", $"{options.BatchSize}"),
        new("learning rate", JsonSerializer.Serialize<Schedule>(options.LearningRate, JsonFormat.Compact)),
        new("early stopping", JsonSerializer.Serialize(options.EarlyStopping, JsonFormat.Compact)),
        new("evaluation of the training data", options.EvaluateTrainingData ? "on" : "off"),
        new("number of training rows", $"{training.RowCount?.ToString() ?? "unknown"}"),
        new("first training batch", HashFirstBatch(training, options.BatchSize)),
        new("content of the training rows", training.Digest ?? "unknown"),
        new("number of validation rows", validation is null ? "none" : $"{validation.RowCount?.ToString() ?? "unknown"}"),
        new("first validation batch", validation is null ? "none" : HashFirstBatch(validation, options.BatchSize)),
        new("content of the validation rows", validation is null ? "none" : validation.Digest ?? "unknown"),
    ];

    internal static string HashFirstBatch(IBatchSource source, int batchSize)
    {
        Batch<float> batch = new(batchSize, source.FeatureCount, source.TargetWidth);
        using IBatchReader reader = source.Open(0);
        if (!reader.Read(batch))
        {
            return "empty";
        }

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(batch.Features));
        hash.AppendData(MemoryMarshal.AsBytes(batch.Targets));
        hash.AppendData(MemoryMarshal.AsBytes(batch.Weights));
        return Convert.ToHexString(hash.GetHashAndReset(), 0, 8);
    }
}
