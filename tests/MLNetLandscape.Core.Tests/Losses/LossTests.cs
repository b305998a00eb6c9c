using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Tests.Losses;

/// <summary>What holds for every loss.</summary>
public sealed class LossTests
{
    public static TheoryData<Loss, int> All => new()
    {
        { new PolynomialHinge(3), 1 },
        { new PolynomialHinge(4), 1 },
        { new PolynomialHinge(7), 1 },
        { new Logistic(), 1 },
        { new Squared(), 3 },
        { new Huber(0.8), 3 },
        { new SoftmaxCrossEntropy(), 4 },
        { new OneHotSquared(), 4 },
        { new OneHotSquared(AppliesSoftmax: true), 4 },
    };

    [Theory]
    [MemberData(nameof(All))]
    public void Differences_confirm_gradient_and_second_derivative(Loss loss, int outputs)
    {
        const double H = 1e-5;
        RandomSource random = new(3);
        for (int trial = 0; trial < 50; trial++)
        {
            double[] f = Normals(outputs, ref random);
            double[] target = TargetOf(loss, outputs, ref random);
            double[] t = Normals(outputs, ref random);
            double[] plus = [.. f.Zip(t, (x, v) => x + (H * v))];
            double[] minus = [.. f.Zip(t, (x, v) => x - (H * v))];
            double[] ahead = new double[outputs];
            double[] behind = new double[outputs];
            double[] gradient = new double[outputs];
            double[] product = new double[outputs];
            double slope = (loss.Evaluate<double>(plus, target, ahead, 1, 1) - loss.Evaluate<double>(minus, target, behind, 1, 1)) / (2 * H);
            loss.Evaluate<double>(f, target, gradient, 1, 1.7);
            loss.HessianProduct<double>(f, target, t, product, 1, 1.7);
            Assert.Equal(1.7 * slope, gradient.Zip(t, (g, v) => g * v).Sum(), 1e-6 * (1 + Math.Abs(slope)));
            for (int k = 0; k < outputs; k++)
            {
                double curvature = (ahead[k] - behind[k]) / (2 * H);
                Assert.Equal(1.7 * curvature, product[k], 1e-6 * (1 + Math.Abs(curvature)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_panel_is_its_rows_one_by_one(Loss loss, int outputs)
    {
        const int Rows = 20;
        RandomSource random = new(9);
        double[] panel = Normals(outputs * 32, ref random);
        double[] weights = [.. Normals(Rows, ref random).Select(Math.Abs)];
        double[][] targets = new double[Rows][];
        for (int row = 0; row < Rows; row++)
        {
            targets[row] = TargetOf(loss, outputs, ref random);
        }

        double[] gradient = new double[outputs * 32];
        Array.Fill(gradient, double.NaN);
        double sum = loss.EvaluatePanel<double>(panel, targets.SelectMany(target => target).ToArray(), weights, gradient, 0.3);
        double expected = 0;
        for (int row = 0; row < Rows; row++)
        {
            double[] f = [.. Enumerable.Range(0, outputs).Select(k => panel[(k * 32) + row])];
            double[] own = new double[outputs];
            expected += weights[row] * loss.Evaluate<double>(f, targets[row], own, 1, 0.3 * weights[row]);
            for (int k = 0; k < outputs; k++)
            {
                Assert.Equal(own[k], gradient[(k * 32) + row], 1e-15);
            }
        }

        Assert.Equal(expected, sum, 1e-12);
        for (int i = 0; i < gradient.Length; i++)
        {
            Assert.True(i % 32 < Rows || gradient[i] == 0);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Not_a_number_is_not_hidden(Loss loss, int outputs)
    {
        double[] f = new double[outputs];
        Array.Fill(f, double.NaN);
        double[] target = [.. Enumerable.Repeat(1.0, loss.GetTargetWidth(outputs))];
        Assert.Equal(double.NaN, loss.Evaluate<double>(f, target, new double[outputs], 1, 1));
    }

    [Fact]
    public void Margin_losses_refuse_several_outputs()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new PolynomialHinge().GetTargetWidth(3));
        Assert.Equal(
            "PolynomialHinge takes a network of 1 output, but it has 3. For several classes, use SoftmaxCrossEntropy. (Parameter 'outputs')", exception.Message);
    }

    [Fact]
    public void Softmax_refuses_one_output()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new SoftmaxCrossEntropy().GetTargetWidth(1));
        Assert.Equal(
            "SoftmaxCrossEntropy takes a network of at least 2 outputs, one per class, but it has 1. For two classes with one output, use PolynomialHinge or Logistic. (Parameter 'outputs')",
            exception.Message);
    }

    [Fact]
    public void Each_loss_states_what_the_theorems_may_assume()
    {
        Assert.True(new PolynomialHinge().Assumptions.HasFlag(LossAssumptions.SingleNeuronTheorem | LossAssumptions.ConvexInOutputs));
        Assert.False(new Logistic().Assumptions.HasFlag(LossAssumptions.CriticalPointsAreGlobalMinima));
        Assert.True(new Logistic().Assumptions.HasFlag(LossAssumptions.NonDecreasingInMargin | LossAssumptions.ConvexInOutputs));
        Assert.Equal(LossAssumptions.TwiceDifferentiable | LossAssumptions.ConvexInOutputs, new Squared().Assumptions);
        Assert.Equal(LossAssumptions.ConvexInOutputs, new Huber().Assumptions);
        Assert.Equal(LossAssumptions.TwiceDifferentiable | LossAssumptions.ConvexInOutputs, new SoftmaxCrossEntropy().Assumptions);
        Assert.Equal(LossAssumptions.TwiceDifferentiable | LossAssumptions.ConvexInOutputs, new OneHotSquared().Assumptions);
        Assert.Equal(LossAssumptions.TwiceDifferentiable, new OneHotSquared(AppliesSoftmax: true).Assumptions);
    }

    private static double[] TargetOf(Loss loss, int outputs, ref RandomSource random)
    {
        double[] target = Normals(loss.GetTargetWidth(outputs), ref random);
        if (loss.Target != TargetKind.Real)
        {
            target[0] = loss.Target == TargetKind.Sign ? (random.NextInt32(2) * 2) - 1 : random.NextInt32(outputs);
        }

        return target;
    }

    private static double[] Normals(int count, ref RandomSource random)
    {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = random.NextNormal();
        }

        return numbers;
    }
}
