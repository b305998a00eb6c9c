using System.Numerics.Tensors;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Models;

/// <summary>Measures pairs of models.</summary>
internal sealed class PairComparison
{
    private readonly IReadOnlyList<Network<double>> models;
    private readonly IReadOnlyList<ModelOutputs> outputs;
    private readonly ModelComparisonOptions options;
    private readonly bool canAlign;
    private readonly bool canConnect;

    public PairComparison(IReadOnlyList<Network<double>> models, IReadOnlyList<ModelOutputs> outputs, NetworkObjective objective, ModelComparisonOptions options)
    {
        (this.models, this.outputs, this.options) = (models, outputs, options);
        canAlign = HiddenLayer.Find(models[0].Definition, objective.Layout, out string reason) is not null;
        canConnect = objective.Layout.StateCount == 0;
        Remarks =
        [
            .. canAlign ? Array.Empty<string>() : [reason],
            .. canConnect ? Array.Empty<string>() : ["Paths between networks with batch normalization are not measured: their running statistics belong to the ends alone."],
        ];
    }

    /// <summary>What is not measured, and why.</summary>
    public IReadOnlyList<string> Remarks { get; }

    public PairFigures Compare(IObjective objective, int first, int second, CancellationToken cancellationToken)
    {
        double[] a = models[first].Parameters.ToArray(), b = models[second].Parameters.ToArray();
        double[]? aligned = canAlign ? PermutationAlignment.Align(models[0].Definition, a, b).Parameters : null;
        double[] target = aligned ?? b;
        return new PairFigures
        {
            First = first,
            Second = second,
            Agreement = Agreement(outputs[first].Labels, outputs[second].Labels),
            OutputDifference = TensorPrimitives.Distance<double>(outputs[first].Values, outputs[second].Values) / Math.Sqrt(outputs[first].Values.Length),
            Distance = TensorPrimitives.Distance<double>(a, b),
            AlignedDistance = aligned is null ? null : TensorPrimitives.Distance<double>(a, aligned),
            ShareBeyond = ShareBeyond(a, b),
            AlignedShareBeyond = aligned is null ? null : ShareBeyond(a, aligned),
            Line = options.Lines && canConnect ? ModeConnection.Line(objective, a, b, options.PathPoints, cancellationToken) : null,
            AlignedLine = options.Lines && canConnect && aligned is not null ? ModeConnection.Line(objective, a, aligned, options.PathPoints, cancellationToken) : null,
            Curve = options.Curves && canConnect
                ? ModeConnection.Curve(objective, a, target, options.CurveIterations, options.PathPoints, cancellationToken).Profile
                : null,
        };
    }

    private static double? Agreement(int[]? a, int[]? b) =>
        a is null || b is null ? null : (double)a.Zip(b).Count(pair => pair.First == pair.Second) / a.Length;

    private double[] ShareBeyond(double[] a, double[] b) =>
        [.. options.Thresholds.Select(tau => (double)a.Zip(b).Count(pair => Math.Abs(pair.First - pair.Second) > tau) / a.Length)];
}
