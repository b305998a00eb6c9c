using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Core.Onnx;

/// <summary>Writes the graph's outputs: scores, and what a task makes of them.</summary>
internal sealed class HeadExport(OnnxGraph graph, SavedModel model, OnnxOptions options)
{
    private static readonly OnnxScope Scope = new("head", "Head");

    /// <summary>Declares the outputs, before any other tensor takes their names.</summary>
    /// <param name="width">K, the network's outputs.</param>
    public void Declare(int width)
    {
        graph.AddOutput(OnnxNames.Score, OnnxElementType.Single, width, "The outputs of the network.");
        if (Calibration is not null)
        {
            graph.AddOutput(OnnxNames.Probability, OnnxElementType.Single, 1, "The probability of the positive class.");
        }

        if (model.Task == LearningTask.Multiclass)
        {
            graph.AddOutput(OnnxNames.Probabilities, OnnxElementType.Single, width, "The probability of each class, the softmax of Score.");
        }

        if (model.Task != LearningTask.Regression)
        {
            graph.AddOutput(OnnxNames.PredictedLabel, OnnxElementType.Int64, 1, "The index of the predicted class among the class names.");
        }
    }

    /// <summary>Adds the nodes of the outputs to the network's, [N, K].</summary>
    public void Write(OnnxValue outputs)
    {
        string scaled = options.ScoreScaling is OnnxScoreScaling scaling ? WriteLine(outputs.Name, scaling.Deviation, scaling.Mean) : outputs.Name;
        graph.AddOutputNode("Identity", OnnxNames.Score, [scaled]);
        if (model.Task == LearningTask.Binary)
        {
            WriteBinary();
        }
        else if (model.Task == LearningTask.Multiclass)
        {
            graph.AddOutputNode("Softmax", OnnxNames.Probabilities, [OnnxNames.Score], OnnxAttribute.Integer("axis", 1));
            graph.AddOutputNode(
                "ArgMax", OnnxNames.PredictedLabel, [OnnxNames.Score], OnnxAttribute.Integer("axis", 1), OnnxAttribute.Integer("keepdims", 1));
        }
    }

    /// <summary>The calibration that the options give; the logistic loss makes log-odds by itself.</summary>
    private OnnxCalibration? Calibration => model.Task == LearningTask.Binary
        ? options.Calibration ?? (model.Loss is Logistic ? OnnxCalibration.LogOdds : null)
        : null;

    private void WriteBinary()
    {
        if (Calibration is OnnxCalibration calibration)
        {
            string logOdds = calibration == OnnxCalibration.LogOdds
                ? OnnxNames.Score
                : WriteLine(OnnxNames.Score, -calibration.Slope, -calibration.Offset);
            graph.AddOutputNode("Sigmoid", OnnxNames.Probability, [logOdds]);
        }

        string positive = graph.AddNode("Greater", Scope, [OnnxNames.Score, graph.AddScalar("head_threshold", 0)]);
        graph.AddOutputNode("Cast", OnnxNames.PredictedLabel, [positive], OnnxAttribute.Integer("to", (int)OnnxElementType.Int64));
    }

    /// <summary>factor x + offset.</summary>
    private string WriteLine(string x, double factor, double offset)
    {
        string product = graph.AddNode("Mul", Scope, [x, graph.AddScalar("head_factor", factor)]);
        return graph.AddNode("Add", Scope, [product, graph.AddScalar("head_offset", offset)]);
    }
}
