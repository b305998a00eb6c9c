using System.Text.Json.Nodes;

namespace MLNetLandscape.Cli.Tests.Json;

public sealed class ComparisonJsonTests
{
    /// <summary>Every field of version 1 with its kind; lists show their first element. A change here is a change for every reader of the files.</summary>
    private const string Fields = """
        format: string
        version: number
        data.path: string
        data.rows: number
        data.features[]: string
        data.label: string
        data.negativeClass: string
        data.positiveClass: string
        data.negativeRows: number
        data.positiveRows: number
        data.skippedRows: number
        data.constantFeatures: empty list
        data.ignoredColumns: empty list
        settings.label: string
        settings.missing: string
        settings.network: string
        settings.activation: string
        settings.output: string
        settings.dropout: string
        settings.loss: string
        settings.neuron: string
        settings.optimizer: string
        settings.runs: string
        settings.epochs: string
        settings.batch: string
        settings.learningRate: string
        settings.lambda: string
        settings.l1: string
        settings.l2: string
        settings.clip: string
        settings.clipNeuron: string
        settings.validation: string
        settings.seed: string
        parameters.base: number
        parameters.neuron: number
        verdict.kind: string
        verdict.headline: string
        verdict.remarks[]: string
        test.name: string
        test.method: string
        test.ties: boolean
        test.uWithNeuron: number
        test.uPlain: number
        test.pTwoSided: number
        test.pNeuronLower: number
        test.pNeuronHigher: number
        difference.count: number
        difference.mean: number
        difference.standardDeviation: number
        difference.lower: number
        difference.upper: number
        difference.confidence: number
        arms.ARM.bestAccuracy.count: number
        arms.ARM.bestAccuracy.mean: number
        arms.ARM.bestAccuracy.standardDeviation: number
        arms.ARM.bestAccuracy.lower: number
        arms.ARM.bestAccuracy.upper: number
        arms.ARM.bestAccuracy.confidence: number
        arms.ARM.runs[].run: number
        arms.ARM.runs[].trainingRows: number
        arms.ARM.runs[].validationRows: number
        arms.ARM.runs[].bestAccuracy: number
        arms.ARM.runs[].bestEpoch: number
        arms.ARM.runs[].ended: string
        arms.ARM.runs[].message: null
        arms.ARM.runs[].clampedExponents: number
        arms.ARM.runs[].history.learningRate[]: number
        arms.ARM.runs[].history.runningObjective[]: number
        arms.ARM.runs[].history.trainingObjective[]: number
        arms.ARM.runs[].history.trainingLoss[]: number
        arms.ARM.runs[].history.trainingBaseLoss[]: number
        arms.ARM.runs[].history.trainingMetric[]: number
        arms.ARM.runs[].history.validationObjective[]: number
        arms.ARM.runs[].history.validationLoss[]: number
        arms.ARM.runs[].history.validationBaseLoss[]: number
        arms.ARM.runs[].history.validationMetric[]: number
        arms.ARM.runs[].history.scale[]: NEURON
        arms.ARM.runs[].history.bias[]: NEURON
        arms.ARM.runs[].history.weightNorm[]: NEURON
        arms.ARM.runs[].history.largestTerm[]: NEURON
        arms.ARM.runs[].history.clampedExponents[]: NEURON
        warnings.theory[]: string
        warnings.data: empty list
        environment.version: string
        environment.runtime: string
        environment.system: string
        environment.architecture: string
        environment.cores: number
        environment.threads: number
        times.started: string
        times.seconds: number
        """;

    [Fact]
    public async Task Keeps_its_fields()
    {
        using TemporaryFolder folder = new();
        CommandLine run = await CommandLine.RunAsync(
            "compare", Repository.Wdbc, "--label", "diagnosis", "--runs", "2", "--epochs", "2", "--network", "4", "--json", folder["a.json"]);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        JsonNode json = JsonNode.Parse(await File.ReadAllTextAsync(folder["a.json"], TestContext.Current.CancellationToken))!;
        Assert.Equal("mlnetlandscape.comparison", (string?)json["format"]);
        Assert.Equal(1, (int)json["version"]!);
        Assert.Equal(Expected(), Describe(json, "").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("compare")]
    [InlineData("sweep")]
    public async Task Notes_how_the_table_was_read(string command)
    {
        using TemporaryFolder folder = new();
        string data = folder.Write("data.csv", "id,w,x,y\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"{i},{1 + (i % 3)},{i * i % 7},{i % 2}\n")));
        string[] line = [command, data, "--label", "y", "--runs", "1", "--epochs", "1", "--network", "2", "--batch", "4", "--json", folder["a.json"]];
        string[] names = ["positive", "ignore", "weights", "missing"];
        Assert.Equal([null, null, null, "refuse"], await Settings());
        Assert.Equal(["0", "id", "w", "skip"], await Settings("--positive", "0", "--ignore", "id", "--weights", "w", "--missing", "skip"));

        async Task<IEnumerable<string?>> Settings(params string[] options)
        {
            CommandLine run = await CommandLine.RunAsync([.. line, .. options]);
            Assert.True(run.ExitCode == ExitCode.Success, run.Error);
            JsonNode json = JsonNode.Parse(await File.ReadAllTextAsync(folder["a.json"], TestContext.Current.CancellationToken))!;
            return names.Select(name => (string?)json["settings"]![name]);
        }
    }

    private static IEnumerable<string> Expected() => Fields.ReplaceLineEndings("\n").Split('\n')
        .SelectMany(line => line.Contains("ARM", StringComparison.Ordinal)
            ? [line.Replace("ARM", "plain", StringComparison.Ordinal).Replace("NEURON", "null", StringComparison.Ordinal),
                line.Replace("ARM", "withNeuron", StringComparison.Ordinal).Replace("NEURON", "number", StringComparison.Ordinal)]
            : new[] { line })
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Describe(JsonNode? node, string path) => node switch
    {
        null => [$"{path}: null"],
        JsonObject fields => fields.SelectMany(field => Describe(field.Value, path.Length == 0 ? field.Key : $"{path}.{field.Key}")),
        JsonArray { Count: 0 } => [$"{path}: empty list"],
        JsonArray items => Describe(items[0], path + "[]"),
        JsonValue value => [$"{path}: {value.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => "string",
            System.Text.Json.JsonValueKind.Number => "number",
            _ => "boolean",
        }}"],
        _ => throw new InvalidOperationException(path),
    };
}
