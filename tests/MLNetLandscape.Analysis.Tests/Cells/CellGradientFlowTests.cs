using MLNetLandscape.Analysis.Cells;
using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Analysis.Tests.Cells;

public sealed class CellGradientFlowTests
{
    [Fact]
    public void Leaves_when_and_where_small_gradient_steps_do()
    {
        int left = 0;
        for (long seed = 0; seed < 12; seed++)
        {
            (Dataset<double> data, ReluUnits units) = RandomCells.Create(15, 2, seed);
            CellFlow flow = CellGradientFlow.Follow(data, units);
            if (flow.Outcome != CellFlowOutcome.Leaves || flow.ExitTime > 20)
            {
                continue;
            }

            left++;
            const double Step = 1e-4;
            double time = Integrate(data, units, Step, flow.ExitTime!.Value + 1, out double[] weights);
            Assert.InRange(time, flow.ExitTime!.Value - (40 * Step * (1 + flow.ExitTime.Value)), flow.ExitTime.Value + (40 * Step * (1 + flow.ExitTime.Value)));
            Assert.All(weights.Zip(flow.EndWeights), pair => Assert.Equal(pair.Second, pair.First, 1e-2));
            Assert.True(flow.EndLoss < flow.StartLoss);
        }

        Assert.True(left > 4, $"only {left} flows left their cell");
    }

    [Fact]
    public void Stays_from_near_a_genuine_minimum_and_converges_to_it()
    {
        for (long seed = 0; ; seed++)
        {
            (Dataset<double> data, ReluUnits units) = RandomCells.Create(12, 1, seed);
            CellMinimum minimum = CellMinimizer.Minimize(ReluCell.Containing(data, units), units.Readout);
            if (minimum.Verdict != CellVerdict.Genuine)
            {
                continue;
            }

            double[] weights = [.. minimum.Witness.Select(r => (r / units.Readout[0]) + 1e-6)];
            CellFlow flow = CellGradientFlow.Follow(data, new ReluUnits(weights, units.Readout));
            Assert.Equal(CellFlowOutcome.Stays, flow.Outcome);
            Assert.Null(flow.ExitTime);
            Assert.Equal(minimum.Loss, flow.EndLoss, 12);
            return;
        }
    }

    [Fact]
    public void Touches_the_boundary_where_the_minimiser_lies_on_it()
    {
        // One weight, inputs 1 and -1: the active row has label 0, so w decays to 0 and never crosses.
        Dataset<double> data = new() { Features = new double[] { 1, -1 }, Targets = new double[] { 0, 0 }, Rows = 2 };
        CellFlow flow = CellGradientFlow.Follow(data, new ReluUnits([1.0], [1.0]));
        Assert.Equal(CellFlowOutcome.TouchesBoundary, flow.Outcome);
        Assert.Equal(0, flow.EndLoss, 12);
    }

    private static double Integrate(Dataset<double> data, ReluUnits units, double step, double end, out double[] weights)
    {
        ReluCell start = ReluCell.Containing(data, units);
        weights = [.. units.Weights];
        double time = 0;
        while (time < end && start.Equals(ReluCell.Containing(data, new ReluUnits(weights, units.Readout))))
        {
            double[] gradient = new double[weights.Length];
            for (int j = 0; j < data.Rows; j++)
            {
                double residual = -data.Targets.Span[j];
                for (int k = 0; k < weights.Length; k++)
                {
                    residual += start.IsActive(k / 3, j) ? units.Readout[k / 3] * weights[k] * data.Features.Span[(3 * j) + (k % 3)] : 0;
                }

                for (int k = 0; k < weights.Length; k++)
                {
                    gradient[k] += start.IsActive(k / 3, j) ? 2 * residual / data.Rows * units.Readout[k / 3] * data.Features.Span[(3 * j) + (k % 3)] : 0;
                }
            }

            weights = [.. weights.Zip(gradient, (w, g) => w - (step * g))];
            time += step;
        }

        return time;
    }
}
