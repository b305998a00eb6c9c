using MLNetLandscape.Analysis.Estimates;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Analysis.Models;

/// <summary>Do trainings of one network end at the same function, the same point, or the same valley? Measured pair by pair, with the controls that such claims need.</summary>
/// <remarks>
/// Pairwise agreement of labels and the share of weights further apart than tau follow "Investigating experimentally deep learning without poor
/// local minima"; the baselines, dead units, alignment and barriers are the controls that it lacked: constant predictors agree perfectly.
/// </remarks>
public sealed record ModelComparison
{
    private ModelComparison()
    {
    }

    /// <summary>What was measured.</summary>
    public required ModelComparisonOptions Options { get; init; }

    /// <summary>One entry a model.</summary>
    public required IReadOnlyList<ModelFigures> Models { get; init; }

    /// <summary>One entry a pair, the first index smaller.</summary>
    public required IReadOnlyList<PairFigures> Pairs { get; init; }

    /// <summary>The mean loss of outputs that are all zero: what a network of dead units reaches.</summary>
    public required double ZeroLoss { get; init; }

    /// <summary>The accuracy of the most frequent class; null for regression.</summary>
    public required double? MajorityAccuracy { get; init; }

    /// <summary>What could not be measured, and why; which models are constant.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>Compares models of one definition.</summary>
    /// <param name="models">At least two networks with equal definitions.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="regularization">The penalties, for the objective and its barriers.</param>
    /// <param name="data">The rows on which they are compared.</param>
    /// <param name="options">What to measure.</param>
    /// <param name="progress">Told the share of pairs that are done, from any thread.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ArgumentException">Fewer than two models, models of different definitions, or data that does not fit.</exception>
    public static ModelComparison Run(
        IReadOnlyList<Network<double>> models,
        Loss loss,
        Regularization regularization,
        Dataset<double> data,
        ModelComparisonOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        Check(models);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(data);
        ModelComparisonOptions settings = options ?? new ModelComparisonOptions();
        NetworkObjective[] objectives = [.. models.Select(model => new NetworkObjective(model, loss, regularization, data))];
        ModelOutputs[] outputs = [.. models.Select(model => ModelOutputs.Of(model, loss, data))];
        ModelFigures[] figures = [.. models.Select((model, i) => FiguresOf(model, objectives[i].Evaluate(model.Parameters), outputs[i], data))];
        PairComparison comparison = new(models, outputs, objectives[0], settings);
        (int First, int Second)[] pairs = [.. Enumerable.Range(0, models.Count).SelectMany(i => Enumerable.Range(i + 1, models.Count - i - 1).Select(j => (i, j)))];
        PairFigures[] results = new PairFigures[pairs.Length];
        Trials.Run(
            pairs.Length,
            settings.Threads,
            objectives[0].Fork,
            (objective, index) => results[index] = comparison.Compare(objective, pairs[index].First, pairs[index].Second, cancellationToken),
            progress,
            cancellationToken);
        return new ModelComparison
        {
            Options = settings,
            Models = figures,
            Pairs = results,
            ZeroLoss = ModelOutputs.ZeroLoss(models[0].OutputSize, loss, data),
            MajorityAccuracy = ModelOutputs.MajorityAccuracy(loss, data),
            Remarks = [.. comparison.Remarks, .. ConstantModels(figures)],
        };
    }

    private static ModelFigures FiguresOf(Network<double> model, Evaluation evaluation, ModelOutputs outputs, Dataset<double> data) => new()
    {
        Objective = evaluation.Objective,
        Loss = evaluation.Loss,
        Metric = evaluation.Metric,
        IsConstant = outputs.IsConstant,
        Activity = LayerActivity.Measure(model, data.Features.Span),
    };

    private static IEnumerable<string> ConstantModels(ModelFigures[] figures)
    {
        int[] constant = [.. Enumerable.Range(0, figures.Length).Where(i => figures[i].IsConstant)];
        return constant.Length == 0
            ? []
            : [$"Models that give every row the same answer: {string.Join(", ", constant.Select(i => i + 1))}. Their agreement with each other says nothing about minima."];
    }

    private static void Check(IReadOnlyList<Network<double>> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        Require.AtLeast(models.Count, 2, "Models to compare", "Train the network from another seed.");
        for (int i = 1; i < models.Count; i++)
        {
            if (!models[i].Definition.Equals(models[0].Definition))
            {
                throw new ArgumentException(
                    $"All models must have the same layers, but model {i + 1} differs from model 1 ({models[i].Layout.Count} and {models[0].Layout.Count} parameters). Compare trainings of one network.",
                    nameof(models));
            }
        }
    }
}
