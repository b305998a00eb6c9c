using MLNetLandscape.Benchmarks.Peers;
using MLNetLandscape.Benchmarks.Steps;

namespace MLNetLandscape.Benchmarks.Analysis;

/// <summary>Measures tasks in alternating rounds, never two at the same time, and prints medians and ratios of neighbours in time.</summary>
/// <param name="Peer">PyTorch, or null.</param>
/// <param name="Folder">Where problem files go.</param>
/// <param name="Rounds">Rounds a task.</param>
/// <param name="Seconds">Seconds a round and side.</param>
/// <param name="Clock">What both sides measure by.</param>
internal sealed record AnalysisTournament(LineProcess? Peer, string Folder, int Rounds, double Seconds, string Clock)
{
    /// <summary>A task beside the peer's; false where the two compute different things.</summary>
    public bool Compare(AnalysisProblem problem, AnalysisTask task, string peerPrecision, double tolerance)
    {
        if (Peer is null)
        {
            Show(problem, task);
            return true;
        }

        AnalysisRequest request = new(Path.GetFullPath(problem.Write(Folder)), task.Name, peerPrecision, Seconds, Clock);
        List<AnalysisMeasurement> ours = [];
        List<AnalysisMeasurement> theirs = [];
        for (int round = 0; round < Rounds; round++)
        {
            ours.Add(task.Measure(Seconds, Clock));
            theirs.Add(Peer.Ask<AnalysisRequest, AnalysisMeasurement>(request));
        }

        double difference = ours[0].DifferenceTo(theirs[0]);
        Print($"{problem.Name} {task.Name}, double, beside PyTorch in {peerPrecision}", ours, theirs, "PyTorch");
        Console.WriteLine(difference <= tolerance
            ? $"    figures differ by {difference:g2}"
            : $"    DEFECT: figures differ by {difference:g2}, more than {tolerance:g2}: the two do not compute the same, so their times say nothing.");
        return difference <= tolerance;
    }

    /// <summary>A product with the Hessian beside a gradient of our own.</summary>
    public void CompareWithGradient(AnalysisProblem problem)
    {
        AnalysisTask gradient = AnalysisTask.Gradient(problem);
        AnalysisTask product = AnalysisTask.HessianProduct(problem);
        List<AnalysisMeasurement> gradients = [];
        List<AnalysisMeasurement> products = [];

        // Many short rounds: the machine changes its pace, and neighbours in time share it.
        for (int round = 0; round < 4 * Rounds; round++)
        {
            gradients.Add(gradient.Measure(Seconds / 4, Clock));
            products.Add(product.Measure(Seconds / 4, Clock));
        }

        Print($"{problem.Name} gradient, beside a Hessian-vector product", gradients, products, "the product");
    }

    /// <summary>A task alone.</summary>
    public void Show(AnalysisProblem problem, AnalysisTask task)
    {
        double[] seconds = [.. Enumerable.Range(0, Rounds).Select(_ => task.Measure(Seconds, Clock).Seconds)];
        Console.WriteLine($"{problem.Name} {task.Name}: {Summary.Time(Summary.Median(seconds))} ({Summary.Time(seconds.Min())} .. {Summary.Time(seconds.Max())})");
    }

    private static void Print(string title, List<AnalysisMeasurement> first, List<AnalysisMeasurement> second, string other)
    {
        double[] ratios = [.. first.Zip(second, (a, b) => b.Seconds / a.Seconds)];
        Console.WriteLine(
            $"{title}: {Summary.Time(Summary.Median(first.Select(m => m.Seconds)))}, {other} {Summary.Time(Summary.Median(second.Select(m => m.Seconds)))}: "
            + $"{Summary.Median(ratios):0.00}x ({ratios.Min():0.00} .. {ratios.Max():0.00})");
    }
}
