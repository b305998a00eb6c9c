using MathNet.Numerics.LinearAlgebra;
using MLNetLandscape.Core.Pretraining;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Tests.Pretraining;

/// <summary>
/// Beside NumPy 1.24 on 12 rows: G_ij = sin(1.3 i (j + 1) + 0.7 j) + 0.1 j, 5 columns; Y_i = (cos 0.9 i, i / 12); g_i = cos(2.1 i + 0.4); the figures are sums of
/// squares of numpy.linalg.lstsq's residuals. And beside the QR of MathNet.Numerics on long random histories.
/// </summary>
public sealed class IncrementalLeastSquaresTests
{
    private const int Rows = 12;

    private static double[] Added => [.. Enumerable.Range(0, Rows).Select(i => Math.Cos((2.1 * i) + 0.4))];

    public sealed class TheObjective
    {
        [Fact]
        public void Should_Be_That_Of_NumPy() => Assert.Equal(3.1880246736775217, Create().Objective, 1e-13);

        [Fact]
        public void Should_Start_At_The_Targets_Squares() =>
            Assert.Equal(Sum(i => i / (double)Rows) + Sum(i => Math.Cos(0.9 * i)), Start().Objective, 1e-12);

        private static double Sum(Func<int, double> f) => Enumerable.Range(0, Rows).Sum(i => f(i) * f(i));
    }

    public sealed class TheSolveMethod
    {
        [Fact]
        public void Should_Be_That_Of_NumPy()
        {
            double[] expected = [-0.64306279, -0.04312313, 0.33690787, -0.10742211, -0.44625646, 0.21910482, 1.10500687, 0.20870691, 0.13159032, -0.86513835];
            double[] actual = Create().Solve();
            Assert.Equal(expected.Length, actual.Length);
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 5e-9));
        }
    }

    public sealed class TheGainMethod
    {
        [Fact]
        public void Should_Be_The_Fall_That_NumPy_Finds()
        {
            IncrementalLeastSquares problem = Create();
            ColumnProjection projection = Project(problem, Added);
            Assert.Equal(0.10560039300815927, problem.Gain(projection), 1e-13);
            Assert.Equal(3.1880246736775217, problem.Objective, 1e-13);
            problem.Append(projection);
            Assert.Equal(3.0824242806693625, problem.Objective, 1e-13);
        }

        [Fact]
        public void Should_Be_Zero_For_A_Combination_Of_The_Columns()
        {
            IncrementalLeastSquares problem = Create();
            double[] combination = [.. Enumerable.Range(0, Rows).Select(i => (3 * Column(1)[i]) - (0.5 * Column(4)[i]))];
            ColumnProjection projection = Project(problem, combination);
            Assert.True(projection.IsDependent);
            Assert.Equal(0, problem.Gain(projection));
        }

        [Fact]
        public void Should_Be_Zero_For_A_Dead_Unit() => Assert.Equal(0, Start().Gain(Project(Start(), new double[Rows])));

        [Fact]
        public void Should_Refuse_A_Projection_On_Other_Columns()
        {
            IncrementalLeastSquares problem = Create();
            ColumnProjection projection = Project(problem, Added);
            problem.Remove(0);
            Assert.Equal(
                "The projection belongs to other columns than the present ones. Call Project after every change. (Parameter 'projection')",
                Assert.Throws<ArgumentException>(() => problem.Gain(projection)).Message);
        }
    }

    public sealed class TheTryReplaceMethod
    {
        [Fact]
        public void Should_Be_That_Of_NumPy_And_Change_Nothing()
        {
            IncrementalLeastSquares problem = Create();
            ReplacementTrial trial = problem.TryReplace(2, Project(problem, Added));
            Assert.Equal(3.8748133166615797, trial.Objective, 1e-12);
            Assert.Equal(3.8761154214151317, trial.WithoutColumn, 1e-12);
            Assert.False(trial.IsDependent);
            Assert.False(trial.Improves(problem.Objective));
            Assert.Equal(3.1880246736775217, problem.Objective, 1e-13);
        }

        [Fact]
        public void Should_Find_The_Present_Column_No_Improvement()
        {
            IncrementalLeastSquares problem = Create();
            ReplacementTrial trial = problem.TryReplace(3, Project(problem, Column(3)));
            Assert.Equal(problem.Objective, trial.Objective, 1e-12);
            Assert.False(trial.Improves(problem.Objective));
        }

        [Fact]
        public void Should_Find_A_Copy_Of_Another_Column_Dependent()
        {
            IncrementalLeastSquares problem = Create();
            ReplacementTrial trial = problem.TryReplace(3, Project(problem, Column(0)));
            Assert.True(trial.IsDependent);
            Assert.Equal(trial.WithoutColumn, trial.Objective);
        }
    }

    public sealed class TheRemoveMethod
    {
        [Fact]
        public void Should_Leave_What_NumPy_Finds_Without_The_Column()
        {
            IncrementalLeastSquares problem = Create();
            problem.Remove(2);
            Assert.Equal(4, problem.Count);
            Assert.Equal(3.8761154214151317, problem.Objective, 1e-12);
            problem.Append(Project(problem, Added));
            Assert.Equal(3.8748133166615797, problem.Objective, 1e-12);
        }

        [Theory]
        [InlineData(40, 10, 1, 400)]
        [InlineData(33, 32, 2, 400)]
        [InlineData(200, 60, 3, 300)]
        public void Should_Agree_With_A_New_Factorization_After_Many_Replacements(int rows, int columns, int outputs, int replacements)
        {
            RandomSource random = new(rows);
            double[] targets = Numbers(rows * outputs, ref random);
            IncrementalLeastSquares problem = new(rows, columns, targets);
            List<double[]> present = [];
            for (int j = 0; j < columns; j++)
            {
                present.Add(Unit(rows, ref random));
                problem.Append(Project(problem, present[^1]));
            }

            for (int i = 0; i < replacements; i++)
            {
                int leaving = random.NextInt32(columns);
                double[] next = Unit(rows, ref random);
                ReplacementTrial trial = problem.TryReplace(leaving, Project(problem, next));
                problem.Remove(leaving);
                present.RemoveAt(leaving);
                problem.Append(Project(problem, next));
                present.Add(next);
                Assert.Equal(trial.Objective, problem.Objective, 1e-9 * Math.Max(trial.WithoutColumn, 1e-3));
            }

            Matrix<double> g = Matrix<double>.Build.DenseOfColumnArrays(present);
            Matrix<double> y = Matrix<double>.Build.Dense(rows, outputs, (i, k) => targets[(i * outputs) + k]);
            Matrix<double> s = g.QR().Solve(y);
            double expected = Math.Pow((y - (g * s)).FrobeniusNorm(), 2);
            Assert.Equal(expected, problem.Objective, 1e-10 * expected);
            double[] actual = problem.Solve();
            double scale = s.Enumerate().Max(Math.Abs);
            for (int j = 0; j < columns; j++)
            {
                for (int k = 0; k < outputs; k++)
                {
                    Assert.Equal(s[j, k], actual[(j * outputs) + k], 1e-7 * scale);
                }
            }
        }

        [Fact]
        public void Should_Refuse_A_Column_That_Is_Not_There() => Assert.StartsWith(
            "A column's index must be in 0 .. 4, but was 5.", Assert.Throws<ArgumentOutOfRangeException>(() => Create().Remove(5)).Message, StringComparison.Ordinal);
    }

    public sealed class TheAppendMethod
    {
        [Fact]
        public void Should_Bring_The_Objective_To_Rounding_With_As_Many_Columns_As_Rows()
        {
            RandomSource random = new(3);
            double[] targets = Numbers(50, ref random);
            IncrementalLeastSquares problem = new(50, 80, targets);
            Assert.Equal(50, problem.Capacity);
            while (problem.Count < 50)
            {
                double before = problem.Objective;
                problem.Append(Project(problem, Unit(50, ref random)));
                Assert.True(problem.Objective <= before);
            }

            Assert.InRange(problem.Objective, 0, 1e-24);
            Assert.True(Project(problem, Unit(50, ref random)).IsDependent);
        }

        [Fact]
        public void Should_Refuse_A_Dependent_Column()
        {
            IncrementalLeastSquares problem = Start();
            Assert.Equal(
                "The column depends on the 0 present ones: 0 of its norm 0 is left. Leave it out; it gains nothing. (Parameter 'projection')",
                Assert.Throws<ArgumentException>(() => problem.Append(Project(problem, new double[Rows]))).Message);
        }
    }

    public sealed class TheConstructor
    {
        [Fact]
        public void Should_Refuse_Targets_That_Are_No_Whole_Columns() => Assert.Equal(
            "The targets must be rows x K numbers for 3 rows, but were 4. Pass one row of K numbers after another. (Parameter 'targets')",
            Assert.Throws<ArgumentException>(() => new IncrementalLeastSquares(3, 1, [1, 2, 3, 4])).Message);

        [Fact]
        public void Should_Refuse_A_Target_That_Is_Not_Finite() => Assert.Equal(
            "Every target must be finite, but row 1, output 0 was NaN. Remove the row. (Parameter 'targets')",
            Assert.Throws<ArgumentException>(() => new IncrementalLeastSquares(2, 1, [1, double.NaN])).Message);
    }

    private static IncrementalLeastSquares Start() =>
        new(Rows, 8, [.. Enumerable.Range(0, Rows).SelectMany(i => (double[])[Math.Cos(0.9 * i), i / (double)Rows])]);

    private static IncrementalLeastSquares Create()
    {
        IncrementalLeastSquares problem = Start();
        for (int j = 0; j < 5; j++)
        {
            problem.Append(Project(problem, Column(j)));
        }

        return problem;
    }

    private static double[] Column(int j) => [.. Enumerable.Range(0, Rows).Select(i => Math.Sin((1.3 * i * (j + 1)) + (0.7 * j)) + (0.1 * j))];

    private static ColumnProjection Project(IncrementalLeastSquares problem, double[] column)
    {
        ColumnProjection projection = problem.CreateProjection();
        problem.Project(column, projection);
        return projection;
    }

    private static double[] Numbers(int count, ref RandomSource random)
    {
        double[] numbers = new double[count];
        foreach (ref double number in numbers.AsSpan())
        {
            number = random.NextNormal();
        }

        return numbers;
    }

    /// <summary>A column that resembles the others: tanh of a ramp.</summary>
    private static double[] Unit(int rows, ref RandomSource random)
    {
        double[] column = Numbers(rows, ref random);
        double shift = random.NextNormal();
        for (int i = 0; i < rows; i++)
        {
            column[i] = Math.Tanh((0.3 * column[i]) + shift + 1);
        }

        return column;
    }
}
