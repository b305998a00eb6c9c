using System.Net;
using System.Text;
using MLNetLandscape.Analysis.Certificates;
using MLNetLandscape.Analysis.Models;
using MLNetLandscape.Analysis.Plots;
using MLNetLandscape.Analysis.Surfaces;
using MLNetLandscape.Cli.Examination;
using MLNetLandscape.Cli.Output;
using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Cli.Reports;

/// <summary>A certificate as one HTML page with the surface around the model; it needs nothing from elsewhere.</summary>
internal static class CertificateReport
{
    /// <summary>The whole page.</summary>
    public static string Write(ExaminedModel model, StationaryPointCertificate certificate, IReadOnlyList<LayerActivity> activity, Slice slice)
    {
        string name = Path.GetFileName(model.Path);
        string title = $"{name}: where it stands in its landscape";
        SurfacePlot plot = new()
        {
            Title = "Objective around the model",
            Subtitle = $"Filter-normalised random directions, seed {certificate.Options.Seed}; the model is at (0, 0)",
            Slice = slice,
        };
        string shown = certificate.Verdict is Verdict.CertifiedGlobalMinimum or Verdict.CertifiedUpToTolerance ? " shown" : "";
        StringBuilder body = new StringBuilder("<h1>").Append(Text(title)).Append("</h1>\n<p class=\"muted\">").Append(Text($"{NetworkText.Of(model.Saved.Network)}; {model.Data.Rows} rows.")).Append("</p>\n")
            .Append("<section class=\"card verdict").Append(shown).Append("\">\n<strong>").Append(Text(Sentence(VerdictText.Of(certificate.Verdict)))).Append("</strong>\n</section>\n")
            .Append("<section class=\"columns\">\n<figure class=\"card\" style=\"margin:0\">").Append(plot.ToElement()).Append("</figure>\n")
            .Append("<div class=\"card\"><h2>Figures</h2>").Append(HtmlTable.OfPairs(Pairs(certificate, activity))).Append("</div>\n</section>\n")
            .Append("<h2>Findings</h2>\n<section class=\"card\">")
            .Append(HtmlTable.OfPairs(certificate.Findings.Select(finding => KeyValuePair.Create(finding.Kind.ToString(), finding.Message))))
            .Append("</section>");
        return HtmlPage.Write(title, body.ToString());
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(StationaryPointCertificate certificate, IReadOnlyList<LayerActivity> activity)
    {
        yield return new("objective", Figures.General(certificate.Value));
        yield return new("loss without the neuron", Figures.General(certificate.BaseLoss));
        yield return new("proven lower bound", Figures.General(certificate.LowerBound));
        yield return new("gradient norm", Figures.General(certificate.GradientNorm));
        yield return new("smallest eigenvalue", Figures.General(certificate.Curvature?.Smallest.Value));
        yield return new("largest eigenvalue", Figures.General(certificate.Curvature?.Largest.Value));
        yield return new("largest grouped derivative", Figures.General(certificate.LargestGroupedDerivative));
        yield return new("Jacobian rank", certificate.Jacobian is { } jacobian ? $"{jacobian.Rank} of {jacobian.Rows}" : Figures.None);
        foreach (LayerActivity layer in activity)
        {
            yield return new($"dead units, layer {layer.Layer}", $"{layer.Dead} of {layer.Units}");
        }

        yield return new("tolerance", Figures.General(certificate.Options.Tolerance));
    }

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
