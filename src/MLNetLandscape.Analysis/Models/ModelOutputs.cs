using System.Numerics.Tensors;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Analysis.Models;

/// <summary>What a model answers on every row.</summary>
/// <param name="Values">Rows x outputs.</param>
/// <param name="Labels">The class of every row; null for regression.</param>
internal sealed record ModelOutputs(double[] Values, int[]? Labels)
{
    /// <summary>Whether all rows get one answer.</summary>
    public bool IsConstant => Labels is null
        ? Values.AsSpan(Width).SequenceEqual(Values.AsSpan(0, Values.Length - Width))
        : !Labels.AsSpan().ContainsAnyExcept(Labels[0]);

    private int Width { get; init; } = 1;

    /// <summary>The model's answers; a target of signs or classes makes them labels.</summary>
    public static ModelOutputs Of(Network<double> model, Loss loss, Dataset<double> data)
    {
        int width = model.OutputSize;
        double[] values = new double[data.Rows * width];
        using Predictor<double> predictor = new(model);
        predictor.Predict(data.Features.Span, values);
        int[]? labels = loss.Target switch
        {
            TargetKind.Sign => [.. values.Select(value => value > 0 ? 1 : 0)],
            TargetKind.ClassIndex => [.. Enumerable.Range(0, data.Rows).Select(row => TensorPrimitives.IndexOfMax<double>(values.AsSpan(row * width, width)))],
            _ => null,
        };
        return new ModelOutputs(values, labels) { Width = width };
    }

    /// <summary>The mean loss of zeros.</summary>
    public static double ZeroLoss(int outputs, Loss loss, Dataset<double> data)
    {
        double[] zeros = new double[outputs], gradient = new double[outputs];
        (double sum, double weight) = (0, 0);
        for (int row = 0; row < data.Rows; row++)
        {
            double share = data.Weights is { } weights ? weights.Span[row] : 1;
            sum += share * loss.Evaluate<double>(zeros, data.Targets.Span.Slice(row * data.TargetWidth, data.TargetWidth), gradient, 1, 1);
            weight += share;
        }

        return sum / weight;
    }

    /// <summary>The share of the most frequent class, rows counted by their weights; null for regression.</summary>
    public static double? MajorityAccuracy(Loss loss, Dataset<double> data)
    {
        if (loss.Target == TargetKind.Real)
        {
            return null;
        }

        Dictionary<double, double> classWeights = [];
        for (int row = 0; row < data.Rows; row++)
        {
            double target = data.Targets.Span[row];
            classWeights[target] = classWeights.GetValueOrDefault(target) + (data.Weights is { } weights ? weights.Span[row] : 1);
        }

        return classWeights.Values.Max() / classWeights.Values.Sum();
    }
}
