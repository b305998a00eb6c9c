using System.Globalization;
using System.Text.Json;
using Microsoft.ML.SearchSpace;
using MLNetLandscape.AutoML.Trials;

namespace MLNetLandscape.AutoML.Monitoring;

/// <summary>The sampled settings of a trial, out of AutoML's nested parameters.</summary>
internal static class TrialParameters
{
    /// <summary>The settings by name: those of the pipeline's estimators that the trial uses, in their order, then others of the experiment.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Flatten(Parameter? parameter)
    {
        Dictionary<string, JsonElement> settings = new(StringComparer.Ordinal);
        if (parameter is null)
        {
            return settings;
        }

        JsonElement root = JsonSerializer.SerializeToElement(parameter);
        HashSet<string> steps = new(StringComparer.Ordinal) { PipelineKeys.Pipeline };
        if (root.TryGetProperty(PipelineKeys.Pipeline, out JsonElement pipeline))
        {
            AddUsedSteps(settings, pipeline);
            steps.UnionWith(pipeline.EnumerateObject().Select(step => step.Name));
        }

        // The default tuner repeats the pipeline's starts beside the pipeline: they are not the trial's.
        foreach (JsonProperty other in root.EnumerateObject().Where(property => !steps.Contains(property.Name)))
        {
            Add(settings, "", other);
        }

        return settings;
    }

    /// <summary>The settings as one line.</summary>
    public static string Describe(IReadOnlyDictionary<string, JsonElement> settings) =>
        string.Join(", ", settings.Select(setting => $"{setting.Key} {Text(setting.Value)}"));

    /// <summary>A value for people: numbers with three significant digits.</summary>
    public static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Number && !value.TryGetInt64(out _)
        ? value.GetDouble().ToString("G3", CultureInfo.InvariantCulture)
        : value.ToString();

    private static void AddUsedSteps(Dictionary<string, JsonElement> settings, JsonElement pipeline)
    {
        string schema = pipeline.TryGetProperty(PipelineKeys.Schema, out JsonElement text) ? text.GetString() ?? "" : "";
        foreach (string step in schema.Split([' ', '*', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (pipeline.TryGetProperty(step, out JsonElement own))
            {
                foreach (JsonProperty setting in own.EnumerateObject())
                {
                    Add(settings, step, setting);
                }
            }
        }
    }

    private static void Add(Dictionary<string, JsonElement> settings, string prefix, JsonProperty property)
    {
        if (property.Value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty inner in property.Value.EnumerateObject())
            {
                Add(settings, property.Name, inner);
            }
        }
        else if (!settings.TryAdd(property.Name, property.Value))
        {
            settings.TryAdd($"{prefix}.{property.Name}", property.Value);
        }
    }
}
