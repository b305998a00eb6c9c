using System.Diagnostics;
using System.Globalization;
using MLNetLandscape.TorchLoop;
using TorchSharp;

// The library's loop beside a hand-written one: the same module, alternating epochs, one thread, processor time.
//   MLNetLandscape.TorchLoop [ROUNDS [CASE]]
int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 15;
torch.set_num_threads(1);
Console.WriteLine($"TorchSharp {typeof(torch).Assembly.GetName().Version}, {rounds} rounds, batches of {LoopCase.BatchSize}");
foreach (LoopCase task in LoopCase.All.Where(task => args.Length < 2 || task.Name == args[1]))
{
    var data = task.CreateData();
    using HandWrittenLoop byHand = new(task, data);
    using LibraryLoop library = new(task, data);
    Measure(byHand.Train);
    Measure(library.Train);
    List<(double ByHand, double Library)> times = [];
    for (int round = 0; round < rounds; round++)
    {
        double first = round % 2 == 0 ? Measure(byHand.Train) : Measure(library.Train);
        double second = round % 2 == 0 ? Measure(library.Train) : Measure(byHand.Train);
        times.Add(round % 2 == 0 ? (first, second) : (second, first));
    }

    double[] ratios = [.. times.Select(time => time.Library / time.ByHand).Order()];
    double steps = Math.Ceiling((double)task.Rows / LoopCase.BatchSize);
    Console.WriteLine(FormattableString.Invariant(
        $"{task.Name,-16} by hand {Median(times.Select(time => time.ByHand)) / steps * 1e6,9:F1} us a step, library {Median(times.Select(time => time.Library)) / steps * 1e6,9:F1}, ratio {ratios[ratios.Length / 2]:F3} ({ratios[ratios.Length / 4]:F3} to {ratios[3 * ratios.Length / 4]:F3})"));
}

static double Median(IEnumerable<double> values)
{
    double[] sorted = [.. values.Order()];
    return sorted[sorted.Length / 2];
}

static double Measure(Func<double> epoch)
{
    using Process process = Process.GetCurrentProcess();
    TimeSpan before = process.TotalProcessorTime;
    epoch();
    process.Refresh();
    return (process.TotalProcessorTime - before).TotalSeconds;
}
