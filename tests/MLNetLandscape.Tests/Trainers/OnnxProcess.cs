using System.Diagnostics;
using System.Text.Json;
using MLNetLandscape.Tests.Contract;

namespace MLNetLandscape.Tests.Trainers;

/// <summary>Runs ONNX files in onnxruntime, by the core tests' script; a test is skipped where Node or the package is missing.</summary>
internal static class OnnxProcess
{
    private const string FolderVariable = "MLNETLANDSCAPE_ONNXRUNTIME";

    /// <summary>Each model's outputs by name, for the same rows.</summary>
    public static List<Dictionary<string, double[]>> Run(TemporaryFolder scratch, IReadOnlyList<string> models, float[] features, int columns)
    {
        string script = ScriptPath();
        string packages = Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named ? named : Path.GetDirectoryName(script)!;
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(packages, "node_modules", "onnxruntime-node")) || Directory.Exists(Path.Combine(packages, "node_modules", "onnxruntime-web")),
            $"onnxruntime is not on this machine. Set {FolderVariable} to a folder with node_modules, or run: npm install "
            + "--prefix tests/MLNetLandscape.Core.Tests/Onnx --no-save --no-package-lock --ignore-scripts onnxruntime-node");
        var jobs = models.Select(model => new { model, input = "features", rows = features.Length / columns, columns, features });
        File.WriteAllText(scratch.File("jobs.json"), JsonSerializer.Serialize(jobs));
        using Process node = Process.Start(new ProcessStartInfo("node", [script, packages, scratch.File("jobs.json"), scratch.File("results.json")])
        {
            RedirectStandardError = true,
        })!;
        string errors = node.StandardError.ReadToEnd();
        node.WaitForExit();
        Assert.True(node.ExitCode == 0, errors);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(scratch.File("results.json")));
        return [.. document.RootElement.GetProperty("results").EnumerateArray().Select(Outputs)];
    }

    private static Dictionary<string, double[]> Outputs(JsonElement result)
    {
        Assert.False(result.TryGetProperty("error", out JsonElement error), error.ToString());
        return result.GetProperty("outputs").EnumerateObject().ToDictionary(
            output => output.Name, output => output.Value.GetProperty("data").EnumerateArray().Select(value => value.GetDouble()).ToArray());
    }

    private static string ScriptPath()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MLNetLandscape.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "tests", "MLNetLandscape.Core.Tests", "Onnx", "run-onnx.cjs");
    }
}
