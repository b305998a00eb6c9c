using MLNetLandscape.Analysis.Cells;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Analysis.Tests.Cells;

public sealed class LinearProgramTests
{
    [Fact]
    public void Solves_Chvatals_first_example()
    {
        LinearProgram program = new(3);
        (program.Objective[0], program.Objective[1], program.Objective[2]) = (5, 4, 3);
        program.AddAtMost([2, 3, 1], 5);
        program.AddAtMost([4, 1, 2], 11);
        program.AddAtMost([3, 4, 2], 8);
        LinearProgramResult result = program.Maximize();
        Assert.Equal(LinearProgramStatus.Optimal, result.Status);
        Assert.Equal(13, result.Value, 12);
        Assert.Equal([2.0, 0, 1], result.Point.Select(x => Math.Round(x, 12)));
    }

    [Fact]
    public void Finds_an_optimum_that_only_negative_values_reach()
    {
        LinearProgram program = new(2);
        program.SetBounds(0, double.NegativeInfinity, double.PositiveInfinity);
        program.SetBounds(1, double.NegativeInfinity, -1);
        (program.Objective[0], program.Objective[1]) = (-1, 1);
        program.AddAtMost([-1, 0], 7);
        LinearProgramResult result = program.Maximize();
        Assert.Equal([-7.0, -1], result.Point.Select(x => Math.Round(x, 12)));
    }

    [Fact]
    public void Drives_an_infeasible_start_out_first()
    {
        LinearProgram program = new(2);
        (program.Objective[0], program.Objective[1]) = (-1, -1);
        program.AddAtMost([-1, -1], -3);
        program.AddAtMost([1, -1], -1);
        LinearProgramResult result = program.Maximize();
        Assert.Equal(LinearProgramStatus.Optimal, result.Status);
        Assert.Equal(-3, result.Value, 12);
    }

    [Fact]
    public void Says_that_nothing_is_feasible()
    {
        LinearProgram program = new(1);
        program.AddAtMost([1], 1);
        program.AddAtMost([-1], -2);
        Assert.Equal(LinearProgramStatus.Infeasible, program.Maximize().Status);
    }

    [Fact]
    public void Says_that_the_objective_is_unbounded()
    {
        LinearProgram program = new(2);
        program.Objective[0] = 1;
        program.AddAtMost([1, -1], 1);
        Assert.Equal(LinearProgramStatus.Unbounded, program.Maximize().Status);
    }

    [Fact]
    public void Does_not_cycle_on_Beales_example()
    {
        LinearProgram program = new(4);
        new[] { 10.0, -57, -9, -24 }.CopyTo(program.Objective, 0);
        program.AddAtMost([0.5, -5.5, -2.5, 9], 0);
        program.AddAtMost([0.5, -1.5, -0.5, 1], 0);
        program.AddAtMost([1, 0, 0, 0], 1);
        Assert.Equal(1, program.Maximize().Value, 9);
    }

    [Fact]
    public void An_equation_as_two_inequalities_has_the_best_of_its_corners()
    {
        // a'x = c, x >= 0 is a simplex with corners c / a_j on the axes. Multiples of the equation round apart, so that at the end of the first phase
        // the auxiliary variable may be basic, at a value of a rounding.
        RandomSource random = new(5);
        for (int trial = 0; trial < 300; trial++)
        {
            double[] a = [1 + random.NextDouble(), 1 + random.NextDouble(), 1 + random.NextDouble()];
            double[] objective = [random.NextNormal(), random.NextNormal(), random.NextNormal()];
            double c = 1 + random.NextDouble(), multiple = 0.1 + random.NextDouble();
            LinearProgram program = new(3);
            objective.CopyTo(program.Objective, 0);
            program.AddAtMost(a, c);
            program.AddAtMost([.. a.Select(value => -multiple * value)], -multiple * c);
            program.AddAtMost([.. a.Select(value => -(value / multiple))], -(c / multiple));
            LinearProgramResult result = program.Maximize();
            Assert.Equal(LinearProgramStatus.Optimal, result.Status);
            Assert.Equal(objective.Zip(a, (value, weight) => value * c / weight).Max(), result.Value, 9);
        }
    }

    [Fact]
    public void Is_at_least_as_good_as_every_corner_of_random_programs()
    {
        RandomSource random = new(3);
        for (int trial = 0; trial < 200; trial++)
        {
            double[][] rows = [.. Enumerable.Range(0, 6).Select(_ => new[] { random.NextNormal(), random.NextNormal() })];
            double[] limits = [.. rows.Select(_ => random.NextNormal() + 0.5)];
            double[] objective = [random.NextNormal(), random.NextNormal()];
            LinearProgram program = new(2);
            program.SetBounds(0, -2, 2);
            program.SetBounds(1, -3, 1);
            objective.CopyTo(program.Objective, 0);
            foreach ((double[] row, double limit) in rows.Zip(limits))
            {
                program.AddAtMost(row, limit);
            }

            double best = BestCorner([.. rows, [1, 0], [-1, 0], [0, 1], [0, -1]], [.. limits, 2, 2, 1, 3], objective);
            LinearProgramResult result = program.Maximize();
            if (double.IsNegativeInfinity(best))
            {
                Assert.Equal(LinearProgramStatus.Infeasible, result.Status);
            }
            else
            {
                Assert.Equal(LinearProgramStatus.Optimal, result.Status);
                Assert.Equal(best, result.Value, 9);
            }
        }
    }

    private static double BestCorner(double[][] rows, double[] limits, double[] objective)
    {
        double best = double.NegativeInfinity;
        for (int a = 0; a < rows.Length; a++)
        {
            for (int b = a + 1; b < rows.Length; b++)
            {
                double determinant = (rows[a][0] * rows[b][1]) - (rows[a][1] * rows[b][0]);
                double x = ((limits[a] * rows[b][1]) - (rows[a][1] * limits[b])) / determinant;
                double y = ((rows[a][0] * limits[b]) - (limits[a] * rows[b][0])) / determinant;
                if (double.IsFinite(x) && double.IsFinite(y) && Enumerable.Range(0, rows.Length).All(i => (rows[i][0] * x) + (rows[i][1] * y) <= limits[i] + 1e-9))
                {
                    best = Math.Max(best, (objective[0] * x) + (objective[1] * y));
                }
            }
        }

        return best;
    }
}
