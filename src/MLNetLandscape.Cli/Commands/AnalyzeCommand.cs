using System.CommandLine;
using MLNetLandscape.Analysis.Certificates;
using MLNetLandscape.Analysis.Findings;
using MLNetLandscape.Analysis.Models;
using MLNetLandscape.Analysis.Surfaces;
using MLNetLandscape.Cli.Examination;
using MLNetLandscape.Cli.Json;
using MLNetLandscape.Cli.Options;
using MLNetLandscape.Cli.Output;
using MLNetLandscape.Cli.Reports;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Cli.Commands;

/// <summary>landscape analyze: its options and its execution.</summary>
internal sealed class AnalyzeCommand(Terminal terminal, Option<bool> debug)
{
    private const string Description = """
        Says where a trained model stands in its landscape on given rows: a global minimum, certified; a saddle; diverging; not stationary; or undecided.

        Everything is recomputed from the model. The rows should be those that it was trained on.

        Examples:
          landscape analyze sick.model data.csv
          landscape analyze sick.model data.csv --report where.html --json where.json
        """;

    private readonly Argument<string> model = new("MODEL") { Description = "Model file." };

    private readonly Argument<string> data = new("DATA") { Description = "CSV file with the model's features and labels." };

    private readonly ParsedOption<double> tolerance = new(
        "--tolerance", "1e-6", "NUMBER", "How far above the proven lower bound a certified value may lie.", NumberRule.Positive("1e-6 is the default; nothing computed can be certified to 0."));

    private readonly ParsedOption<double> gradient = new(
        "--gradient-tolerance", "1e-6", "NUMBER", "Gradient norm up to which the point counts as stationary.", NumberRule.Positive("1e-6 is the default."));

    private readonly Option<string?> report = new("--report") { HelpName = "FILE.html", Description = "Write a report with the surface around the model, one HTML file that needs no network." };

    private readonly ExaminationOptions common = new();

    /// <summary>Creates the command.</summary>
    public Command Create()
    {
        Command command = new("analyze", Description);
        command.Arguments.Add(model);
        command.Arguments.Add(data);
        foreach (Option option in new Option[] { tolerance.Option, gradient.Option, report })
        {
            command.Options.Add(option);
        }

        common.AddTo(command);
        command.SetAction((result, cancellationToken) => CommandRunner.InBackground(terminal, result.GetValue(debug), () => Run(result, cancellationToken)));
        return command;
    }

    private int Run(ParseResult result, CancellationToken cancellationToken)
    {
        (string modelPath, string dataPath) = (result.GetRequiredValue(model), result.GetRequiredValue(data));
        new FilePlan().Reads(model.Name, modelPath).Reads(data.Name, dataPath)
            .Writes(report.Name, result.GetValue(report)).Writes(common.Json.Name, result.GetValue(common.Json));
        ExaminedModel examined = common.Read(result, modelPath, dataPath);
        examined.WarnOfHeldOutRows(terminal);
        NetworkObjective objective = examined.CreateObjective();
        CertificateOptions options = new() { Tolerance = tolerance.Read(result), GradientTolerance = gradient.Read(result), Seed = common.Seed.Read(result) };
        StationaryPointCertificate certificate = ShareDisplay.During(
            terminal, "Certificate", _ => StationaryPointCertifier.Certify(objective, examined.Network.Parameters, options, cancellationToken));
        IReadOnlyList<LayerActivity> activity = LayerActivity.Measure(examined.Network, examined.Data.Features.Span);
        Print(examined, certificate, activity);
        terminal.WriteFile(result.GetValue(common.Json), "JSON", () => JsonText.Of(CertificateJson.Build(examined, certificate, activity)));
        if (result.GetValue(report) is not null)
        {
            SliceSpace space = new SliceChoice(SliceKind.Filter).CreateSpace(examined.Network, options.Seed, isLine: false);
            Slice slice = ShareDisplay.During(
                terminal, "Surface", progress => Slice.Evaluate(objective, space, SliceAxis.Default, SliceAxis.Default, common.Threads.Read(result), progress, cancellationToken));
            terminal.WriteFile(result.GetValue(report), "Report", () => CertificateReport.Write(examined, certificate, activity, slice));
        }

        return ExitCode.Success;
    }

    private void Print(ExaminedModel examined, StationaryPointCertificate certificate, IReadOnlyList<LayerActivity> activity)
    {
        terminal.Tell("Model", $"{examined.Path}, {NetworkText.Of(examined.Saved.Network)}, {examined.Data.Rows} rows");
        terminal.Tell("Verdict", VerdictText.Of(certificate.Verdict));
        terminal.Tell("Objective", $"{Figures.General(certificate.Value)}, proven lower bound {Figures.General(certificate.LowerBound)}");
        terminal.Tell("Gradient norm", Figures.General(certificate.GradientNorm));
        foreach (LayerActivity layer in activity)
        {
            terminal.Tell($"Layer {layer.Layer}", $"{layer.Dead} of {layer.Units} units dead on these rows");
        }

        foreach (Finding finding in certificate.Findings)
        {
            terminal.Tell(finding.Kind.ToString(), finding.Message);
        }
    }
}
