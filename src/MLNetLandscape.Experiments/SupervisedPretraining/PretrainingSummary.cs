using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Experiments.SupervisedPretraining;

/// <summary>The report of the experiment on pretraining.</summary>
internal sealed class PretrainingSummary
{
    private static readonly int[] Places = [0, 10, 20, 30, 50, 70, 90, 99, 100];
    private static readonly double[] NumPyTanh = [25.1034, 21.4704, 14.7055, 7.1692, 0.61811, 0.016844, 8.591e-5, 4.271e-7, 1.43e-30];
    private static readonly double[] NumPyRelu = [25.0989, 21.4030, 15.1906, 9.5808, 3.2545, 0.89054, 0.11379, 5.279e-3, 1.51e-30];
    private readonly ILookup<string, PretrainingArm> parts;

    public PretrainingSummary(IReadOnlyList<(PretrainingTrialSettings Settings, PretrainingTrialResult Result)> trials) =>
        parts = trials.GroupBy(trial => trial.Settings).Select(group => new PretrainingArm(group.Key, [.. group.Select(trial => trial.Result)]))
            .ToLookup(arm => arm.Settings.Part);

    public ExperimentReport Report() => new()
    {
        Setting =
        [
            new("data", "x ~ N(0, I_2), y = sin(3 x1) sin(3 x2), 100 rows where nothing else is said; every arm on the same data sets"),
            new("neurons", "weights and bias ~ N(0, 1), the first that lowers the error; a perturbation adds N(0, 1) to all weights of one neuron"),
            new("readout", "least squares without a bias, after every neuron and perturbation"),
            new("training", "L-BFGS on all weights; the random start draws all of them from N(0, 1)"),
            new("data sets", string.Join(", ", parts.Select(part => $"{part.Key} {part.First().Count}"))),
        ],
        Claims = [.. PretrainingClaims.Of(parts)],
        Tables = [.. Tables()],
        Figures = [.. Figures()],
        Remarks =
        [
            "A neuron counts as gaining nothing where less than 1e-14 of its column, times the root of n, is left beside the others: of several hundred tanh neurons some are that close to combinations of the rest.",
            "The Gaussian demonstration gives no centres of its four terms; all are put at 0.",
            "The article's text says how often proposals were rejected (1 of 10,000 with tanh, 1,000 of 15,000 with ReLU), not under which rule; here a proposal is rejected only if it gains nothing.",
        ],
    };

    private IEnumerable<ReportTable> Tables()
    {
        if (parts.Contains(PretrainingExperiment.CurvePart))
        {
            yield return new ReportTable(
                "curves",
                "Mean ||r||^2 with u neurons, 90 % intervals of the mean",
                ["u", .. parts[PretrainingExperiment.CurvePart].SelectMany(arm => (string[])[arm.Activation, $"{arm.Activation}, NumPy"])],
                [
                    .. Places.Select((u, i) => (IReadOnlyList<ReportCell>)
                    [
                        (long)u,
                        .. parts[PretrainingExperiment.CurvePart].SelectMany(arm => (ReportCell[])
                            [ReportCell.Mean(arm.At(u), "G3"), ReportCell.Number((arm.Settings.IsRelu ? NumPyRelu : NumPyTanh)[i], "G3")]),
                    ]),
                ],
                "NumPy: means of an independent program over 1,000 data sets, every proposal that gains taken.");
        }

        if (parts.Contains(PretrainingExperiment.ChangePart))
        {
            yield return ByArm("changes", "Mean ||r||^2 with perturbations after each neuron", PretrainingExperiment.ChangePart, arm => $"{arm.Settings.Changes}", "perturbations", [5, 10, 20, 30, 50]);
        }

        if (parts.Contains(PretrainingExperiment.SizePart))
        {
            yield return Sizes();
        }

        if (parts.Contains(PretrainingExperiment.DeepPart))
        {
            yield return Deep();
        }

        if (parts.Contains(PretrainingExperiment.TrainingPart))
        {
            yield return Training();
        }

        if (parts.Contains(PretrainingExperiment.GaussianPart))
        {
            yield return ByArm("gaussians", "Mean ||r||^2 on the Gaussian demonstration, 200 rows, 10 perturbations a neuron", PretrainingExperiment.GaussianPart, arm => $"{arm.Settings.Changes}", "perturbations", [0, 5, 10, 15, 20, 30]);
        }
    }

    private ReportTable ByArm(string id, string title, string part, Func<PretrainingArm, string> name, string heading, int[] places) => new(
        id,
        title,
        ["activation", heading, .. places.Select(u => $"u = {u}")],
        [.. parts[part].Select(arm => (IReadOnlyList<ReportCell>)[arm.Activation, name(arm), .. places.Select(u => ReportCell.Mean(arm.At(u), "G3"))])]);

    private ReportTable Sizes() => new(
        "sizes",
        "Neurons against rows",
        ["activation", "rows n", "||r||^2 / ||Y||^2 at u = n/4", "at n/2", "at n", "rejected"],
        [
            .. parts[PretrainingExperiment.SizePart].Select(arm => (IReadOnlyList<ReportCell>)
            [
                arm.Activation,
                (long)arm.Settings.Rows,
                ReportCell.Mean(arm.Relative(arm.Settings.Rows / 4), "G3"),
                ReportCell.Mean(arm.Relative(arm.Settings.Rows / 2), "G3"),
                ReportCell.Mean(arm.Relative(arm.Settings.Rows), "G3"),
                ReportCell.Number(arm.RejectedShare, "P1"),
            ]),
        ]);

    private ReportTable Deep() => new(
        "deep",
        "Layer by layer, 100 perturbations a layer, beside a shallow network of as many neurons and perturbations",
        ["activation", "neurons a layer", "layers", "inputs", "||r||^2 at a quarter of the neurons", "at half", "at all"],
        [
            .. parts[PretrainingExperiment.DeepPart].Select(arm => (IReadOnlyList<ReportCell>)
            [
                arm.Activation,
                (long)arm.Settings.Units,
                (long)arm.Settings.Layers,
                arm.Settings.Layers == 1 ? "shallow" : arm.Settings.ConnectInputs ? "connected" : "not connected",
                ReportCell.Mean(arm.AfterShare(0.25), "G3"),
                ReportCell.Mean(arm.AfterShare(0.5), "G3"),
                ReportCell.Mean(arm.AfterShare(1), "G3"),
            ]),
        ]);

    private ReportTable Training() => new(
        "training",
        "||r||^2 before and after L-BFGS, from the pretrained and from a random start",
        ["activation", "network", "pretrained", "trained on", "random", "trained", "above its bound", "pretrained ends lower"],
        [
            .. parts[PretrainingExperiment.TrainingPart].Select(arm => (IReadOnlyList<ReportCell>)
            [
                arm.Activation,
                arm.Settings.Layers == 1 ? $"{arm.Settings.Units} neurons" : $"{arm.Settings.Layers} layers of {arm.Settings.Units}",
                ReportCell.Mean(arm.Trainings.Select(training => training.Start), "G3"),
                ReportCell.Mean(arm.Trainings.Select(training => training.End), "G3"),
                ReportCell.Mean(arm.Trainings.Select(training => training.RandomStart), "G3"),
                ReportCell.Mean(arm.Trainings.Select(training => training.RandomEnd), "G3"),
                ReportCell.Hits(arm.Trainings.Count(training => training.End > training.Start), arm.Count),
                ReportCell.Hits(arm.Trainings.Count(training => training.End < training.RandomEnd), arm.Count),
            ]),
        ],
        $"{parts[PretrainingExperiment.TrainingPart].First().Settings.TrainingIterations} directions at most.");

    private IEnumerable<ReportFigure> Figures()
    {
        List<Chart> charts = [];
        if (parts.Contains(PretrainingExperiment.CurvePart))
        {
            charts.Add(Curves("No perturbations", parts[PretrainingExperiment.CurvePart], arm => arm.Activation));
        }

        if (parts.Contains(PretrainingExperiment.ChangePart))
        {
            charts.Add(Curves("tanh, perturbations a neuron", parts[PretrainingExperiment.ChangePart].Where(arm => !arm.Settings.IsRelu), arm => $"{arm.Settings.Changes}"));
            charts.Add(Curves("ReLU, perturbations a neuron", parts[PretrainingExperiment.ChangePart].Where(arm => arm.Settings.IsRelu), arm => $"{arm.Settings.Changes}"));
        }

        if (parts.Contains(PretrainingExperiment.DeepPart))
        {
            charts.Add(Curves(
                "tanh, 5 neurons a layer",
                parts[PretrainingExperiment.DeepPart].Where(arm => !arm.Settings.IsRelu && (arm.Settings.Units == 5 || (arm.Settings.Layers == 1 && arm.Settings.Changes == 20))),
                arm => arm.Settings.Layers == 1 ? "shallow" : arm.Settings.ConnectInputs ? "connected" : "not connected"));
        }

        if (charts.Count > 0)
        {
            yield return new ReportFigure("curves", new Figure("Supervised pretraining: the error that is left", "Mean ||r||^2 over the data sets, on a logarithmic axis down to 1e-8 of its start", charts));
        }
    }

    private static Chart Curves(string title, IEnumerable<PretrainingArm> arms, Func<PretrainingArm, string> name)
    {
        (string Name, ChartPoint[] Points)[] curves = [.. arms.Select(arm => (name(arm), arm.MeanCurve()))];
        return new Chart
        {
            Title = title,
            Horizontal = Axis.Exactly("Neurons", 0, curves.Max(curve => curve.Points[^1].X)),
            Vertical = Axis.Logarithmic("Mean ||r||^2", curves.SelectMany(curve => curve.Points.Select(point => point.Y)), decades: 8),
            Series = [.. curves.Select((curve, i) => new LineSeries(curve.Name, (ChartColor)i, curve.Points))],
        };
    }
}
