using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Models;

namespace MLNetLandscape.Persistence;

/// <summary>A network model as text without the times that its epochs took: equal trainings give equal texts, wherever they ran.</summary>
internal static class ModelText
{
    /// <summary>The model as text.</summary>
    public static string Write(NetworkModel model)
    {
        SavedModel saved = NetworkPayload.ToSaved(model);
        TrainingHistory timeless = model.History with { Epochs = [.. model.History.Epochs.Select(epoch => epoch with { Elapsed = TimeSpan.Zero })] };
        using MemoryStream stream = new();
        ModelFile.Write(stream, saved with { Metadata = new Dictionary<string, string>(saved.Metadata) { [ModelDetails.HistoryKey] = timeless.ToJson() } });
        return Convert.ToBase64String(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>A transformer that scores with a model that was written.</summary>
    /// <exception cref="ModelFileException">The text is damaged; the message says how.</exception>
    public static ITransformer Read(string text) => PayloadFormat.Decode(text).CreateTransformer();
}
