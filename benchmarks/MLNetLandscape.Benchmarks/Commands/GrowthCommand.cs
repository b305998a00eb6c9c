using System.CommandLine;
using System.Globalization;
using MLNetLandscape.Benchmarks.Growth;
using MLNetLandscape.Benchmarks.Peak;
using MLNetLandscape.Benchmarks.Peers;
using MLNetLandscape.Benchmarks.Steps;

namespace MLNetLandscape.Benchmarks.Commands;

/// <summary>How cost grows: measures it and rewrites its part of docs/performance.md and the figure beside it.</summary>
internal static class GrowthCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<double> seconds = new("--seconds") { Description = "Seconds a point and round.", DefaultValueFactory = _ => 0.2 };
        Option<int> rounds = new("--rounds") { Description = "How often to go through all points; medians are shown.", DefaultValueFactory = _ => 5 };
        Option<int[]> threads = new("--threads") { Description = "Thread counts.", DefaultValueFactory = _ => [1, 2] };
        Option<string> clock = new("--clock") { Description = "wall; or cpu: processor time of one thread, for a busy machine.", DefaultValueFactory = _ => StepClock.Wall };
        Option<string> document = new("--document")
        {
            Description = "The page whose tables are replaced; the figure goes to images/growth.svg beside it.",
            DefaultValueFactory = _ => PythonPeer.Script("../../docs/performance.md"),
        };
        Command command = new("growth", "Measures how cost grows with rows, width and depth, and writes the tables and the figure.") { seconds, rounds, threads, clock, document };
        command.SetAction(parsed =>
        {
            string time = parsed.GetValue(clock)!;
            int[] counts = time == StepClock.Wall ? [.. parsed.GetValue(threads)!.Where(count => count <= Environment.ProcessorCount)] : [1];
            Run(parsed.GetValue(document)!, counts, parsed.GetValue(rounds), parsed.GetValue(seconds), time);
        });
        return command;
    }

    private static void Run(string document, int[] threads, int rounds, double seconds, string clock)
    {
        string text = File.ReadAllText(document);
        GrowthReport.Replace(text, "");
        IReadOnlyList<GrowthCurve> curves = GrowthMeasurement.Run(threads, rounds, seconds, clock);
        string conditions = string.Create(
            CultureInfo.InvariantCulture,
            $"{Machine.Description}, {DateTime.UtcNow:d MMMM yyyy}; {(clock == StepClock.Wall ? "wall clock" : "processor time")}, medians of {rounds} rounds; batch 128, hinge^3, neuron, Adam.");
        string images = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(document))!, "images");
        Directory.CreateDirectory(images);
        File.WriteAllText(Path.Combine(images, "growth.svg"), GrowthReport.Figure(curves, conditions));
        File.WriteAllText(document, GrowthReport.Replace(text, GrowthReport.Tables(curves, conditions)));
    }
}
