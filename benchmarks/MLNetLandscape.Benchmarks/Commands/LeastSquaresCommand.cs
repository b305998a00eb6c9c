using System.CommandLine;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using MLNetLandscape.Benchmarks.Peak;
using MLNetLandscape.Benchmarks.Peers;
using MLNetLandscape.Benchmarks.Steps;
using MLNetLandscape.Core.Pretraining;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Benchmarks.Commands;

/// <summary>A readout after one more neuron: the updated factorization beside refits by libraries.</summary>
internal static class LeastSquaresCommand
{
    private const int Repetitions = 15;
    private const int CallsPerReading = 50;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<int> rows = new("--rows") { Description = "Rows n.", DefaultValueFactory = _ => 1000 };
        Option<int> columns = new("--columns") { Description = "Columns u, the hidden neurons.", DefaultValueFactory = _ => 100 };
        Command command = new("least-squares", "Measures the readout of pretraining: adding a column to an updated QR factorization, beside refits by MathNet and NumPy; processor time, one thread.")
        {
            rows,
            columns,
        };
        command.SetAction(parsed => Run(parsed.GetValue(rows), parsed.GetValue(columns)));
        return command;
    }

    private static void Run(int rows, int columns)
    {
        Control.UseSingleThread();
        (double[][] units, double[] targets) = Create(rows, columns);
        double ours = Median(() => Last(units, targets));
        double ourCurve = Median(() => Curve(units, targets));
        double refit = Median(() => Refit(units, targets, columns));
        double refits = Clock(() => Refits(units, targets));
        Console.WriteLine($"{Machine.Description}; n = {rows}, u = {columns}, one output; processor time, median of {Repetitions}");
        Print($"column {columns}: gain, update and solution", ours, ours);
        Print($"refit at u = {columns}, MathNet {typeof(Matrix<>).Assembly.GetName().Version} thin QR", refit, ours);
        string? missing = PythonPeer.Missing(("numpy", "python3-numpy"));
        double[] peer = missing is null ? Peer(rows, columns) : [];
        PrintPeer($"refit at u = {columns}, NumPy lstsq", 0, ours);
        Print($"all columns 1 .. {columns}: gain, update and solution", ourCurve, ourCurve);
        Print($"refits at u = 1 .. {columns}, MathNet thin QR", refits, ourCurve);
        PrintPeer($"refits at u = 1 .. {columns}, NumPy lstsq", 1, ourCurve);

        void PrintPeer(string what, int place, double reference)
        {
            if (missing is null)
            {
                Print(what, peer[place], reference);
            }
            else
            {
                Console.WriteLine($"{what,-60} not measured: {missing}");
            }
        }
    }

    private static void Print(string what, double seconds, double reference) =>
        Console.WriteLine($"{what,-60} {Summary.Time(seconds),10} {seconds / reference,8:0.0}x");

    /// <summary>tanh of random planes of two normal features: the nearly collinear columns of pretraining.</summary>
    private static (double[][] Units, double[] Targets) Create(int rows, int columns)
    {
        RandomSource random = new RandomSource(1).Split(RandomPurpose.Data);
        double[] x = Normal(2 * rows, ref random);
        double[][] units = new double[columns][];
        for (int j = 0; j < columns; j++)
        {
            double[] w = Normal(3, ref random);
            units[j] = [.. Enumerable.Range(0, rows).Select(i => Math.Tanh((w[0] * x[2 * i]) + (w[1] * x[(2 * i) + 1]) + w[2]))];
        }

        return (units, [.. Enumerable.Range(0, rows).Select(i => Math.Sin(3 * x[2 * i]) * Math.Sin(3 * x[(2 * i) + 1]))]);
    }

    private static double[] Normal(int count, ref RandomSource random)
    {
        double[] values = new double[count];
        foreach (ref double value in values.AsSpan())
        {
            value = random.NextNormal();
        }

        return values;
    }

    /// <summary>The time of the last column alone.</summary>
    private static double Last(double[][] units, double[] targets)
    {
        IncrementalLeastSquares problem = new(targets.Length, units.Length, targets);
        ColumnProjection projection = problem.CreateProjection();
        foreach (double[] unit in units[..^1])
        {
            Add(problem, projection, unit);
        }

        // Too short for the clock alone; taking the column away again is a pass over it and counts in.
        return Clock(() =>
        {
            for (int i = 0; i < CallsPerReading; i++)
            {
                Add(problem, projection, units[^1]);
                problem.Solve();
                problem.Remove(problem.Count - 1);
            }
        }) / CallsPerReading;
    }

    private static double Curve(double[][] units, double[] targets) => Clock(() =>
    {
        IncrementalLeastSquares problem = new(targets.Length, units.Length, targets);
        ColumnProjection projection = problem.CreateProjection();
        foreach (double[] unit in units)
        {
            Add(problem, projection, unit);
            problem.Solve();
        }
    });

    private static void Add(IncrementalLeastSquares problem, ColumnProjection projection, double[] unit)
    {
        problem.Project(unit, projection);
        if (problem.Gain(projection) > 0)
        {
            problem.Append(projection);
        }
    }

    private static double Refit(double[][] units, double[] targets, int columns)
    {
        Matrix<double> g = Matrix<double>.Build.DenseOfColumnArrays(units[..columns]);
        Vector<double> y = Vector<double>.Build.Dense(targets);
        return Clock(() => g.QR(QRMethod.Thin).Solve(y));
    }

    private static void Refits(double[][] units, double[] targets)
    {
        for (int u = 1; u <= units.Length; u++)
        {
            Refit(units, targets, u);
        }
    }

    /// <summary>NumPy's times: of the last refit, and of all.</summary>
    private static double[] Peer(int rows, int columns)
    {
        Dictionary<string, string?> environment = new() { ["OMP_NUM_THREADS"] = "1", ["OPENBLAS_NUM_THREADS"] = "1" };
        using LineProcess process = new(PythonPeer.Interpreter, [PythonPeer.Script("numpy_least_squares.py"), $"{rows}", $"{columns}", $"{Repetitions}"], environment);
        return JsonLines.Read<double[]>(process.ReadLine() ?? throw new InvalidOperationException("The NumPy peer ended without an answer; its messages are above."));
    }

    private static double Median(Func<double> measure)
    {
        measure();
        return Summary.Median(Enumerable.Range(0, Repetitions).Select(_ => measure()));
    }

    private static double Clock(Action action)
    {
        GC.Collect();
        double start = StepClock.Read(StepClock.Processor);
        action();
        return StepClock.Read(StepClock.Processor) - start;
    }
}
