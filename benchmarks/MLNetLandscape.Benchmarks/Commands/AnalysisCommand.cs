using System.CommandLine;
using MLNetLandscape.Benchmarks.Analysis;
using MLNetLandscape.Benchmarks.Cases;
using MLNetLandscape.Benchmarks.Peak;
using MLNetLandscape.Benchmarks.Peers;
using MLNetLandscape.Benchmarks.Steps;
using MLNetLandscape.Core.Activations;

namespace MLNetLandscape.Benchmarks.Commands;

/// <summary>Layer Hessians, Hessian-vector products and surfaces: beside PyTorch's autograd, alternating, and beside the cost of a gradient.</summary>
internal static class AnalysisCommand
{
    private const double Tolerance = 1e-9;
    private const double SingleTolerance = 1e-3;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Argument<string[]> names = new("cases")
        {
            Description = "Names of training cases, or all: networks on which a Hessian-vector product is measured beside a gradient.",
            DefaultValueFactory = _ => [],
        };
        Option<int> rounds = new("--rounds") { Description = "Alternating rounds.", DefaultValueFactory = _ => 5 };
        Option<double> seconds = new("--seconds") { Description = "Seconds a round and side.", DefaultValueFactory = _ => 0.5 };
        Option<string> clock = new("--clock") { Description = "wall; or cpu: processor time of one thread a side, for a busy machine.", DefaultValueFactory = _ => StepClock.Wall };
        Option<string> folder = new("--folder") { Description = "Where problem files go.", DefaultValueFactory = _ => "artifacts/benchmarks" };
        Option<bool> alone = new("--alone") { Description = "Leaves the peer out." };
        Command command = new("analysis", "Measures layer Hessians, Hessian-vector products and surfaces, the first two beside PyTorch's autograd.") { names, rounds, seconds, clock, folder, alone };
        command.SetAction(parsed =>
        {
            Console.WriteLine(Machine.Description);
            string? missing = parsed.GetValue(alone) ? "--alone" : PythonPeer.Missing(("torch", "python3-torch"), ("numpy", "python3-numpy"));
            using LineProcess? peer = missing is null ? StartPeer() : null;
            AnalysisTournament tournament = new(peer, parsed.GetValue(folder)!, parsed.GetValue(rounds), parsed.GetValue(seconds), parsed.GetValue(clock)!);
            bool sound = LayerBlocks(tournament) & HessianProducts(tournament, CaseCatalog.Select(parsed.GetValue(names)!));
            Surface(tournament);
            if (missing is not null)
            {
                Console.WriteLine($"SKIPPED the peer: {missing}.");
            }

            return sound ? 0 : 1;
        });
        return command;
    }

    private static LineProcess StartPeer()
    {
        Dictionary<string, string?> oneThread = new() { ["OMP_NUM_THREADS"] = "1", ["OPENBLAS_NUM_THREADS"] = "1", ["OMP_WAIT_POLICY"] = "PASSIVE", ["OPENBLAS_CORETYPE"] = null };
        return new LineProcess(PythonPeer.Interpreter, [PythonPeer.Script("torch_analysis.py"), "serve"], oneThread);
    }

    private static bool LayerBlocks(AnalysisTournament tournament)
    {
        AnalysisProblem problem = AnalysisProblem.Create([30, 64, 32, 1], new Relu(), 569);
        return tournament.Compare(problem, AnalysisTask.LayerBlocks(problem), "double", Tolerance)
            & tournament.Compare(problem, AnalysisTask.LayerBlocks(problem), "single", SingleTolerance);
    }

    private static bool HessianProducts(AnalysisTournament tournament, IReadOnlyList<BenchmarkCase> cases)
    {
        AnalysisProblem problem = AnalysisProblem.Create([30, 64, 32, 1], new Relu(), 569);
        bool sound = tournament.Compare(problem, AnalysisTask.HessianProduct(problem), "double", Tolerance);
        tournament.CompareWithGradient(problem);
        tournament.CompareWithGradient(AnalysisProblem.Create([30, 64, 32, 1], new Tanh(), 569));
        foreach (BenchmarkCase benchmark in cases)
        {
            tournament.CompareWithGradient(AnalysisProblem.Of(benchmark));
        }

        return sound;
    }

    private static void Surface(AnalysisTournament tournament)
    {
        AnalysisProblem problem = AnalysisProblem.Create([30, 64, 32, 1], new Relu(), 569);
        tournament.Show(problem, AnalysisTask.Surface(problem, threads: 1));
    }
}
