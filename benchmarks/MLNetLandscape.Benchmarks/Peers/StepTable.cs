using MLNetLandscape.Benchmarks.Peak;
using MLNetLandscape.Benchmarks.Steps;
using Spectre.Console;

namespace MLNetLandscape.Benchmarks.Peers;

/// <summary>Prints comparisons as a Markdown table, ready for docs/performance.md.</summary>
internal static class StepTable
{
    /// <summary>Prints the machine, its peak and a row per comparison.</summary>
    public static void Print(IReadOnlyList<StepComparison> results)
    {
        Dictionary<int, double?> peaks = results.Select(r => r.Threads).Distinct().ToDictionary(threads => threads, FmaPeak.Best);
        Table table = new() { Border = TableBorder.Markdown };
        string[] headings = ["Step", "Rows", "Threads", "C#", "GFLOPS", "of peak", "PyTorch", "Ratio", "Spread", "Goal", "Loss differs by"];
        table.AddColumns([.. headings.Select(heading => new TableColumn(heading).NoWrap())]);
        foreach (StepComparison r in results)
        {
            table.AddRow([.. Row(r, peaks[r.Threads]).Select(Markup.Escape)]);
        }

        Console.WriteLine();
        Console.WriteLine($"{Machine.Description}; FMA peak {string.Join(", ", peaks.Select(p => $"{p.Value:0} GFLOPS on {p.Key} thread(s)"))}.");
        Console.WriteLine($"Medians of {results[0].Ours.Count} alternating rounds; the spread is the smallest and the largest ratio of a round.");
        Console.WriteLine();
        IAnsiConsole wide = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new WideOutput(Console.Out) });
        wide.Write(table);
        Console.WriteLine();
        foreach (StepComparison r in results.Where(r => r.Configuration is not null))
        {
            Console.WriteLine($"PyTorch for {r.Benchmark.Name}: {r.Configuration!.Description}");
        }
    }

    private static IEnumerable<string> Row(StepComparison r, double? peak)
    {
        bool compared = r.Theirs.Count > 0;
        yield return r.Benchmark.Name;
        yield return $"{r.Benchmark.BatchSize}";
        yield return $"{r.Threads}";
        yield return Summary.Time(r.OurMedian);
        yield return $"{r.Gigaflops:0.0}";
        yield return peak is { } p ? $"{r.Gigaflops / p:0 %}" : "";
        yield return compared ? Summary.Time(r.TheirMedian) : "skipped";
        yield return compared ? $"{Summary.Median(r.Ratios):0.0}x" : "";
        yield return compared ? $"{r.Ratios.Min():0.0} .. {r.Ratios.Max():0.0}" : "";
        yield return r.Benchmark.Goal is { } goal ? $"{goal}x" : "";
        yield return r.LargestDifference is { } difference ? $"{difference:0.0e+0}" : "not compared";
    }

    /// <summary>A console that never wraps a row.</summary>
    private sealed class WideOutput(TextWriter writer) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => false;

        public int Width => 240;

        public int Height => 50;

        public void SetEncoding(System.Text.Encoding encoding)
        {
        }
    }
}
