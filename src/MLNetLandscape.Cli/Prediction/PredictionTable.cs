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
        string label = ClassName(model, score > 0 ? 1 : 0);
        return model.Loss is Logistic
            ? [Number(score), Number((float)(1 / (1 + Math.Exp(-score)))), label]
            : [Number(score), label];
    }

    private static List<string> Multiclass(SavedModel model, ReadOnlySpan<float> output)
    {
        double largest = double.NegativeInfinity;
        int best = 0;
        for (int k = 0; k < output.Length; k++)
        {
            (best, largest) = output[k] > largest ? (k, output[k]) : (best, largest);
        }

        double[] terms = new double[output.Length];
        for (int k = 0; k < output.Length; k++)
        {
            terms[k] = Math.Exp(output[k] - largest);
        }

        double sum = terms.Sum();
        return [.. terms.Select(term => Number((float)(term / sum))), ClassName(model, best)];
    }

    private static string ClassName(SavedModel model, int index) =>
        index < model.ClassNames.Count ? model.ClassNames[index] : index.ToString(CultureInfo.InvariantCulture);

    private static string Number(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void AppendLine(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Quote)).Append('\n');

    private static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\n\r") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
