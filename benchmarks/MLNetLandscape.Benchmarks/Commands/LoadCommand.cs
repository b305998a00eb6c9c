using System.CommandLine;
using System.Globalization;
using MLNetLandscape.Benchmarks.Peak;
using MLNetLandscape.Benchmarks.Steps;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Benchmarks.Commands;

/// <summary>How fast a table is read from delimited text into a matrix of single-precision numbers.</summary>
internal static class LoadCommand
{
    private const int Features = 30;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<int> rows = new("--rows") { Description = "Rows of 30 features and a label.", DefaultValueFactory = _ => 200_000 };
        Option<int> rounds = new("--rounds") { Description = "How often the file is read.", DefaultValueFactory = _ => 9 };
        Option<string> clock = new("--clock") { Description = "wall; or cpu, processor time, on a busy machine.", DefaultValueFactory = _ => StepClock.Wall };
        Option<bool> quoted = new("--quoted") { Description = "Puts the header into quotation marks, so that the general parser reads the file." };
        Command command = new("load", "Writes a CSV file and measures how fast it is read.") { rows, rounds, clock, quoted };
        command.SetAction(parsed => Run(parsed.GetValue(rows), parsed.GetValue(rounds), parsed.GetValue(clock)!, parsed.GetValue(quoted)));
        return command;
    }

    private static void Run(int rows, int rounds, string clock, bool quoted)
    {
        string path = Path.Combine(Path.GetTempPath(), $"load-{Environment.ProcessId}.csv");
        try
        {
            Write(path, rows, quoted ? "\"" : "");
            double megabytes = new FileInfo(path).Length * 1e-6;
            CsvOptions options = new() { LabelColumn = "label" };
            List<double> rates = [];
            for (int round = 0; round < rounds; round++)
            {
                double started = StepClock.Read(clock);
                CsvDataset.Load(path, options);
                rates.Add(megabytes / (StepClock.Read(clock) - started));
            }

            Console.WriteLine(Machine.Description);
            Console.WriteLine($"{megabytes:0} MB, {clock} clock: median {Summary.Median(rates):0} MB/s, {rates.Min():0} .. {rates.Max():0}");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Write(string path, int rows, string quote)
    {
        RandomSource random = new(1);
        using StreamWriter writer = new(path);
        writer.WriteLine(string.Concat(Enumerable.Range(0, Features).Select(i => $"{quote}f{i}{quote},")) + "label");
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < Features; i++)
            {
                writer.Write((100 * random.NextDouble()).ToString("0.####", CultureInfo.InvariantCulture));
                writer.Write(',');
            }

            writer.WriteLine(row % 2);
        }
    }
}
