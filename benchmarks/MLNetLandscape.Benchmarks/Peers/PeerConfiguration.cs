using System.Text.Json;
using MLNetLandscape.Benchmarks.Steps;

namespace MLNetLandscape.Benchmarks.Peers;

/// <summary>The fastest configuration that torch_step.py found for a case.</summary>
/// <param name="Case">The path of the case's description.</param>
/// <param name="Name">The case's name.</param>
/// <param name="SecondsPerStep">What it took while tuning.</param>
/// <param name="Environment">Variables of the process; null removes one.</param>
/// <param name="Variant">Graph (eager, script, trace), optimizer (adam, foreach, flat) and memory layout.</param>
internal sealed record PeerConfiguration(
    string Case, string Name, double SecondsPerStep, IReadOnlyDictionary<string, string?> Environment, IReadOnlyDictionary<string, string> Variant)
{
    /// <summary>For a table: "trace, flat, contiguous; OMP_NUM_THREADS=1 ...".</summary>
    public string Description =>
        $"{string.Join(", ", Variant.Values)}; {string.Join(" ", Environment.Where(e => e.Value is not null).Select(e => $"{e.Key}={e.Value}"))}";

    /// <summary>Reads earlier results, one JSON line each; empty where the file does not exist.</summary>
    public static List<PeerConfiguration> Load(string path) =>
        File.Exists(path) ? [.. File.ReadLines(path).Where(line => line.Length > 0).Select(JsonLines.Read<PeerConfiguration>)] : [];

    /// <summary>Lets the peer tune itself for the cases.</summary>
    /// <exception cref="InvalidOperationException">The peer failed.</exception>
    public static IReadOnlyList<PeerConfiguration> Tune(string clock, IReadOnlyList<string> cases)
    {
        using LineProcess tuner = new(PythonPeer.Interpreter, [PythonPeer.Script("torch_step.py"), "tune", clock, .. cases], new Dictionary<string, string?>());
        List<PeerConfiguration> found = [];
        while (tuner.ReadLine() is { } line)
        {
            found.Add(JsonLines.Read<PeerConfiguration>(line));
        }

        return tuner.ExitCode() == 0 ? found : throw new InvalidOperationException("torch_step.py tune failed; its messages are above.");
    }

    /// <summary>Starts the peer in this configuration.</summary>
    public LineProcess Serve(string folder)
    {
        string file = Path.Combine(folder, Name + ".torch.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new { environment = Environment, variant = Variant }));
        LineProcess process = new(PythonPeer.Interpreter, [PythonPeer.Script("torch_step.py"), "serve", file], Environment);
        process.ReadLine();
        return process;
    }
}
