using System.Text.Json.Nodes;

namespace MLNetLandscape.Experiments.Reports;

/// <summary>An experiment as JSON: the report and every trial behind it. Times are left out, so that equal experiments give equal files.</summary>
public static class ReportJson
{
    /// <summary>The document.</summary>
    public static JsonObject Write(ExperimentResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        ExperimentReport report = result.Report;
        return new JsonObject
        {
            ["format"] = "mlnetlandscape.experiment",
            ["version"] = 1,
            ["experiment"] = result.Experiment.Name,
            ["question"] = result.Experiment.Question,
            ["source"] = result.Experiment.Source,
            ["command"] = result.Options.ToCommand(result.Experiment.Name),
            ["setting"] = new JsonObject(report.Setting.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
            ["claims"] = Array(report.Claims, Claim),
            ["tables"] = Array(report.Tables, Table),
            ["remarks"] = Array(report.Remarks, remark => remark),
            ["trials"] = Array(result.Trials, trial => new JsonObject
            {
                ["key"] = trial.Trial.Key,
                ["settings"] = JsonNode.Parse(trial.Trial.Settings.GetRawText()),
                ["result"] = JsonNode.Parse(trial.Result.GetRawText()),
            }),
        };
    }

    private static JsonNode Claim(ClaimReview claim) => new JsonObject
    {
        ["claim"] = claim.Claim,
        ["verdict"] = System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(claim.Verdict.ToString()),
        ["reasons"] = Array(claim.Reasons, reason => reason),
    };

    private static JsonNode Table(ReportTable table) => new JsonObject
    {
        ["id"] = table.Id,
        ["title"] = table.Title,
        ["headings"] = Array(table.Headings, heading => heading),
        ["rows"] = Array(table.Rows, row => Array(row, Cell)),
        ["note"] = table.Note,
    };

    /// <summary>The text, and beside it the number where there is one.</summary>
    private static JsonNode? Cell(ReportCell cell) => cell.Value is { } value
        ? new JsonObject { ["text"] = cell.Text, ["value"] = double.IsFinite(value) ? value : null }
        : cell.Text;

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> convert) => new([.. items.Select(convert)]);
}
