using MLNetLandscape.Analysis.Certificates;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Tests.Certificates;

/// <summary>What rounding may have done is taken off the lower bound and added to the upper one, a little and never the other way.</summary>
public sealed class RoundingDirectionTests
{
    /// <summary>Rows with one input and two labels, and the least mean loss over all outputs f there.</summary>
    public static TheoryData<Loss, double, double, double> Conflicts => new()
    {
        // ((f - 0)^2 + (f - 1)^2) / 4 at f = 1/2; ((1 - f)^3 + (1 + f)^3) / 2 and log(1 + e^-f) at 0; two classes at even logits.
        { new Squared(), 0, 1, 0.125 },
        { new PolynomialHinge(3), -1, 1, 1 },
        { new Logistic(), -1, 1, Math.Log(2) },
        { new SoftmaxCrossEntropy(), 0, 1, Math.Log(2) },
    };

    [Theory]
    [MemberData(nameof(Conflicts))]
    public void The_lower_bound_is_a_little_below_what_is_reached(Loss loss, double first, double second, double least)
    {
        double bound = Examine(loss, null, [first, second], [0.5, 0.5], 0).LowerBound;
        Assert.InRange(bound, least * (1 - 1e-10), least * (1 - 1e-13));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_upper_bound_is_a_little_above_the_value(bool hasFactor)
    {
        NetworkExamination examination = Examine(new Squared(), hasFactor ? new LossFactorNeuron() : null, [0.3, -2], [0.7, 1.1], lambda: 0.2);
        double value = examination.Objective.Value(examination.Network.Parameters);
        Assert.InRange(examination.UpperValue(value), value * (1 + 1e-13), value * (1 + 1e-10));
    }

    private static NetworkExamination Examine(Loss loss, NeuronDefinition? neuron, double[] targets, double[] features, double lambda)
    {
        int outputs = loss is SoftmaxCrossEntropy ? 2 : 1;
        Dataset<double> data = new() { Features = features, Targets = targets, Rows = targets.Length };
        Network<double> network = Network<double>.Create(Problem.Dense([1, outputs], new Identity(), neuron), 1);
        double[] point = [.. Enumerable.Range(0, network.Layout.Count).Select(i => 0.4 + (0.3 * i))];
        return NetworkExamination.Create(new NetworkObjective(network, loss, new Regularization { Lambda = lambda }, data), point);
    }
}
