using System.Diagnostics;
using System.Text.Json;
using MLNetLandscape.Core.Onnx;

namespace MLNetLandscape.Core.Tests.Onnx;

/// <summary>Runs all cases in onnxruntime, in one Node process; says why not where Node or the package is not on this machine.</summary>
/// <remarks>
/// The package is looked for in the folder that MLNETLANDSCAPE_ONNXRUNTIME names (it holds node_modules), else beside run-onnx.cjs, where this
/// puts it: npm install --prefix tests/MLNetLandscape.Core.Tests/Onnx --no-save --no-package-lock --ignore-scripts onnxruntime-node
/// </remarks>
public sealed class OnnxRuntime : IDisposable
{
    private const string FolderVariable = "MLNETLANDSCAPE_ONNXRUNTIME";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
    private readonly string scratch = Directory.CreateTempSubdirectory("landscape-onnx").FullName;
    private readonly Dictionary<(string Name, int Rows), OnnxResult> results = [];
    private readonly string? absence;

    public OnnxRuntime()
    {
        string? folder = PackageFolder();
        if (folder is null)
        {
            absence = $"onnxruntime is not on this machine. Set {FolderVariable} to a folder with node_modules, or run: npm install "
                + "--prefix tests/MLNetLandscape.Core.Tests/Onnx --no-save --no-package-lock --ignore-scripts onnxruntime-node";
            return;
        }

        try
        {
            Run(folder);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            absence = $"node is not on this machine: {exception.Message}";
        }
    }

    /// <summary>Whether the package is on this machine.</summary>
    internal static bool IsPresent => PackageFolder() is not null;

    /// <summary>What onnxruntime computed, or a skipped test.</summary>
    internal OnnxResult Result(string name, int rows)
    {
        Assert.SkipWhen(absence is not null, absence ?? "");
        return results[(name, rows)];
    }

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    private static string Sources
    {
        get
        {
            for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "MLNetLandscape.sln")))
                {
                    return Path.Combine(folder.FullName, "tests", "MLNetLandscape.Core.Tests", "Onnx");
                }
            }

            throw new InvalidOperationException("The tests do not run inside the repository.");
        }
    }

    private static string? PackageFolder()
    {
        string folder = Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named ? named : Sources;
        string modules = Path.Combine(folder, "node_modules");
        return Directory.Exists(Path.Combine(modules, "onnxruntime-node")) || Directory.Exists(Path.Combine(modules, "onnxruntime-web")) ? folder : null;
    }

    private void Run(string folder)
    {
        string jobsFile = Path.Combine(scratch, "jobs.json");
        string resultsFile = Path.Combine(scratch, "results.json");
        (string Name, int Rows)[] keys = [.. OnnxCases.All.SelectMany(one => OnnxCase.BatchSizes.Select(rows => (one.Name, rows)))];
        File.WriteAllText(jobsFile, JsonSerializer.Serialize(OnnxCases.All.SelectMany(Jobs), Json));
        RunNode(Path.Combine(Sources, "run-onnx.cjs"), folder, jobsFile, resultsFile);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(resultsFile));
        foreach (((string, int) key, JsonElement result) in keys.Zip(document.RootElement.GetProperty("results").EnumerateArray()))
        {
            results.Add(key, result.Deserialize<OnnxResult>(Json)!);
        }
    }

    private IEnumerable<object> Jobs(OnnxCase one)
    {
        string path = Path.Combine(scratch, $"{one.Name}.onnx");
        OnnxModel.Write(path, one.Model, one.Options);
        return OnnxCase.BatchSizes.Select(
            rows => new { Model = path, Input = one.Options.InputName, Rows = rows, Columns = one.FeatureCount, Features = one.Rows(rows) });
    }

    private static void RunNode(params string[] arguments)
    {
        using Process node = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardError = true })!;
        Task<string> errors = node.StandardError.ReadToEndAsync();
        if (!node.WaitForExit(Patience))
        {
            node.Kill(entireProcessTree: true);
            throw new TimeoutException($"node did not end within {Patience}.");
        }

        if (node.ExitCode != 0)
        {
            throw new InvalidOperationException($"node ended with exit code {node.ExitCode}: {errors.GetAwaiter().GetResult()}");
        }
    }
}
