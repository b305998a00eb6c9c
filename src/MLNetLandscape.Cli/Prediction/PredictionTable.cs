using System.Globalization;
using System.Text;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Cli.Prediction;

/// <summary>A model's predictions as comma-separated text with a header.</summary>
internal static class PredictionTable
{
    /// <summary>Predicts every row.</summary>
    public static string Write(SavedModel model, CsvFeatures rows)
    {
        float[] features = rows.Features.ToArray();
        model.Standardizer?.Apply(features);
        Network<float> network = model.CreateNetwork();
        float[] outputs = new float[rows.Rows * network.OutputSize];
        using Predictor<float> predictor = new(network);
        predictor.Predict(features, outputs);
        StringBuilder text = new();
        AppendLine(text, Header(model));
        for (int row = 0; row < rows.Rows; row++)
        {
            ReadOnlySpan<float> output = outputs.AsSpan(row * network.OutputSize, network.OutputSize);
            AppendLine(text, [rows.Lines[row].ToString(CultureInfo.InvariantCulture), .. Cells(model, output)]);
        }

        return text.ToString();
    }

    private static IEnumerable<string> Header(SavedModel model) => model.Task switch
    {
        LearningTask.Binary when model.Loss is Logistic => ["line", "score", "probability", "label"],
        LearningTask.Binary => ["line", "score", "label"],
        LearningTask.Multiclass => ["line", .. model.ClassNames.Select(name => $"probability {name}"), "label"],
        _ => ["line", model.LabelName.Length == 0 ? "prediction" : model.LabelName],
    };

    private static List<string> Cells(SavedModel model, ReadOnlySpan<float> output) => model.Task switch
    {
        LearningTask.Binary => Binary(model, output[0]),
        LearningTask.Multiclass => Multiclass(model, output),
        _ => [Number(output[0])],
    };

    private static List<string> Binary(SavedModel model, float score)
    {
        string label = model.GetClassName(model.PredictClass([score]));
        return model.Loss is Logistic ? [Number(score), Number(ClassOutputs.Logistic(score)), label] : [Number(score), label];
    }

    private static List<string> Multiclass(SavedModel model, ReadOnlySpan<float> output)
    {
        float[] probabilities = output.ToArray();
        ClassOutputs.Softmax(probabilities);
        return [.. probabilities.Select(Number), model.GetClassName(model.PredictClass(output))];
    }

    private static string Number(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void AppendLine(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Quote)).Append('\n');

    private static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\n\r") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
