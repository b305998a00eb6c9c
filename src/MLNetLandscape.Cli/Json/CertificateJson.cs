using System.Text.Json.Nodes;
using MLNetLandscape.Analysis.Certificates;
using MLNetLandscape.Analysis.Models;
using MLNetLandscape.Cli.Examination;

namespace MLNetLandscape.Cli.Json;

/// <summary>A certificate as JSON; docs/cli.md describes the fields.</summary>
internal static class CertificateJson
{
    /// <summary>The whole document.</summary>
    public static JsonObject Build(ExaminedModel model, StationaryPointCertificate certificate, IReadOnlyList<LayerActivity> activity) => new()
    {
        ["format"] = "mlnetlandscape.analysis",
        ["version"] = 1,
        ["model"] = model.Path,
        ["rows"] = model.Data.Rows,
        ["verdict"] = JsonText.Name(certificate.Verdict),
        ["findings"] = new JsonArray([.. certificate.Findings.Select(finding => (JsonNode)new JsonObject
        {
            ["id"] = finding.Id,
            ["kind"] = JsonText.Name(finding.Kind),
            ["message"] = finding.Message,
        })]),
        ["objective"] = JsonNumber.Of(certificate.Value),
        ["baseLoss"] = JsonNumber.Of(certificate.BaseLoss),
        ["lowerBound"] = JsonNumber.Of(certificate.LowerBound),
        ["gap"] = JsonNumber.Of(certificate.Gap),
        ["gradientNorm"] = JsonNumber.Of(certificate.GradientNorm),
        ["smallestEigenvalue"] = JsonNumber.Of(certificate.Curvature?.Smallest.Value),
        ["largestEigenvalue"] = JsonNumber.Of(certificate.Curvature?.Largest.Value),
        ["largestGroupedDerivative"] = JsonNumber.Of(certificate.LargestGroupedDerivative),
        ["jacobian"] = certificate.Jacobian is { } jacobian ? Jacobian(jacobian) : null,
        ["deadUnits"] = new JsonArray([.. activity.Select(layer => (JsonNode)new JsonObject { ["layer"] = layer.Layer, ["units"] = layer.Units, ["dead"] = layer.Dead })]),
        ["tolerance"] = certificate.Options.Tolerance,
        ["gradientTolerance"] = certificate.Options.GradientTolerance,
        ["seed"] = certificate.Options.Seed,
    };

    private static JsonObject Jacobian(JacobianRank jacobian) => new()
    {
        ["rows"] = jacobian.Rows,
        ["columns"] = jacobian.Columns,
        ["rank"] = jacobian.Rank,
        ["smallestSingularValue"] = JsonNumber.Of(jacobian.SmallestSingularValue),
        ["largestSingularValue"] = JsonNumber.Of(jacobian.LargestSingularValue),
        ["residualNorm"] = JsonNumber.Of(jacobian.ResidualNorm),
        ["residualBound"] = JsonNumber.Of(jacobian.ResidualBound),
    };
}
