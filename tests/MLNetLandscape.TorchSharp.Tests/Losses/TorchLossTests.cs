using MLNetLandscape.Core.Losses;
using MLNetLandscape.TorchSharp.Losses;
using MLNetLandscape.TorchSharp.Modules;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Tests.Losses;

public sealed class TorchLossTests
{
    public static TheoryData<string> Names => [.. Problem.Losses.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_row_has_the_cores_value_far_from_zero_too(string name)
    {
        Loss definition = Problem.LossOf(name);
        int outputs = Problem.OutputsOf(name);
        double[] f = [.. Enumerable.Range(0, 12 * outputs).Select(i => new[] { -50.0, 0.3, -1, 0, 1, 0.5, -0.5, 30, 2.25, 100 }[i % 10] * (1 + (i / 10)))];
        double[] y = [.. Enumerable.Range(0, 12 * definition.GetTargetWidth(outputs)).Select(i => definition.Target switch
        {
            TargetKind.Sign => i % 3 == 0 ? -1.0 : 1,
            TargetKind.ClassIndex => i % outputs,
            _ => 0.1 * i,
        })];
        using TorchLoss loss = TorchLoss.Of(definition);
        using DisposeScope scope = torch.NewDisposeScope();
        int width = y.Length / 12;
        double[] actual = loss.EvaluateRows(TensorNumbers.Create<double>(f, [12, outputs]), TensorNumbers.Create<double>(y, [12, width])).data<double>().ToArray();
        double[] gradient = new double[outputs];
        for (int row = 0; row < 12; row++)
        {
            double expected = definition.Evaluate<double>(f.AsSpan(row * outputs, outputs), y.AsSpan(row * width, width), gradient, 1, 1);
            Assert.Equal(expected, actual[row], 1e-12 * Math.Max(Math.Abs(expected), 1e-3));
        }
    }

    [Fact]
    public void The_mean_takes_outputs_and_targets_without_a_second_dimension()
    {
        using PolynomialHingeLoss loss = new();
        using Tensor outputs = torch.tensor(new[] { 0.0, 2 });
        using Tensor targets = torch.tensor(new[] { 1.0, -1 });
        using Tensor value = loss.call(outputs, targets);
        Assert.Equal((1 + 27) / 2.0, value.ToNumber(), 1e-14);
    }

    [Fact]
    public void Refuses_targets_of_another_shape()
    {
        using SquaredLoss loss = new();
        using Tensor outputs = torch.zeros(4, 2);
        using Tensor targets = torch.zeros(4, 1);
        Assert.Equal(
            "Squared takes outputs of rows x K and targets of as many rows x 2, but got [4, 2] and [4, 1].",
            Assert.Throws<ArgumentException>(() => loss.call(outputs, targets)).Message);
    }

    [Theory]
    [InlineData(0, 0.530769)]
    [InlineData(5, 0.300045)]
    [InlineData(20, 0.3)]
    public void Without_an_added_unit_the_least_value_over_a_is_the_known_one(double b, double expected)
    {
        // L = 0.3 from a squared residual of 0.6; at the best a = L e^b / (L e^2b + lambda), lambda = 1.
        double exponential = Math.Exp(b);
        using NoAddedUnitLoss loss = new(new SquaredLoss(), lambda: 1);
        loss.to(ScalarType.Float64);
        TensorNumbers.Write<double>(loss.Factor.get_parameter("scale")!, [0.3 * exponential / ((0.3 * exponential * exponential) + 1)]);
        TensorNumbers.Write<double>(loss.Factor.get_parameter("bias")!, [b]);
        using Tensor outputs = torch.tensor(new[] { Math.Sqrt(0.6) });
        using Tensor targets = torch.tensor(new[] { 0.0 });
        using Tensor value = loss.call(outputs, targets);
        Assert.Equal(expected, value.ToNumber(), 5e-7);
        Assert.Equal(2, loss.parameters().Count());
    }
}
