using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Experiments;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Statistics;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Experiments;

public sealed class ComparisonVerdictTests
{
    [Fact]
    public void Shows_a_difference_where_the_arms_are_apart()
    {
        ComparisonVerdict verdict = On([0.90, 0.91, 0.92, 0.93, 0.94], [0.95, 0.96, 0.97, 0.98, 0.99]);
        Assert.Equal(VerdictKind.DifferenceShown, verdict.Kind);
        Assert.Equal(
            "A difference is shown: with the neuron the best validation accuracies are higher (p = 0.0079; on average 0.9700 against 0.9200). It holds for this data, this network and these settings; it says nothing about others.",
            verdict.Headline);
    }

    [Fact]
    public void Does_not_take_no_difference_shown_for_equality()
    {
        ComparisonVerdict verdict = On([0.90, 0.91, 0.92, 0.93, 0.94], [0.901, 0.911, 0.921, 0.931, 0.941]);
        Assert.Equal(VerdictKind.NoDifferenceShown, verdict.Kind);
        Assert.Equal(
            "No difference is shown: p = 0.69. That does not show that there is none: 5 runs per arm can show only large differences (p < 0.05 needs 23 of the 25 pairs of runs, one from each arm, to favour the same arm).",
            verdict.Headline);
        Assert.Contains(verdict.Remarks, remark => remark.StartsWith("That interval leaves out zero although the test shows nothing", StringComparison.Ordinal));
    }

    [Fact]
    public void Says_when_no_outcome_could_have_shown_anything()
    {
        ComparisonVerdict verdict = On([0.1, 0.2, 0.3], [0.7, 0.8, 0.9]);
        Assert.Equal(VerdictKind.TooFewRuns, verdict.Kind);
        Assert.Equal(
            "Nothing can be shown with 3 runs per arm: the smallest two-sided p that they allow is 0.10. Take at least 4 runs; 10 or more show moderate differences.",
            verdict.Headline);
    }

    [Fact]
    public void Gives_no_verdict_where_a_training_has_no_accuracy()
    {
        ComparisonVerdict verdict = On([0.9, 0.9, 0.9, 0.9], [0.9, null, 0.9, 0.9]);
        Assert.Equal(VerdictKind.Incomplete, verdict.Kind);
        Assert.Equal("No verdict: 1 of 8 trainings broke down in their first epoch and have no accuracy to compare.", verdict.Headline);
        Assert.Contains(verdict.Remarks, remark => remark == "Diverged: run 2 with the neuron after epoch 0. Too large a step.");
    }

    [Fact]
    public void Never_calls_a_small_scale_a_proof()
    {
        ComparisonVerdict verdict = On([0.9, 0.9, 0.9, 0.9], [0.9, 0.9, 0.9, 0.9]);
        Assert.Contains(verdict.Remarks, remark => remark.EndsWith("A small |a| alone certifies nothing: a can vanish while b and ||w|| diverge.", StringComparison.Ordinal));
        Assert.Contains("Run by run on the same split, both arms reach exactly the same best accuracy.", verdict.Remarks);
    }

    [Fact]
    public void Says_when_the_neuron_carries_the_fit() => Assert.Contains(
        On([0.9, 0.9, 0.9, 0.9], [0.9, 0.9, 0.9, 0.9], neuronBaseLoss: 3).Remarks,
        remark => remark == "Stripped of the neuron, the networks trained with it have a mean training loss L of 3 against 0.5 in the plain arm: the neuron, not the network, carries part of the fit.");

    [Fact]
    public void Says_when_exponents_were_clamped() => Assert.Contains(
        On([0.9, 0.9, 0.9, 0.9], [0.9, 0.9, 0.9, 0.9], clamped: 7).Remarks,
        remark => remark.StartsWith("The neuron's exponent was clamped in 4 of 4 runs (at most 7 rows in one evaluation)", StringComparison.Ordinal));

    private static ComparisonVerdict On(double?[] plain, double?[] neuron, double neuronBaseLoss = 0.5, long clamped = 0)
    {
        ComparisonArmResult first = Arm(ComparisonArm.Plain, plain, 0.5, null);
        ComparisonArmResult second = Arm(ComparisonArm.WithNeuron, neuron, neuronBaseLoss, new NeuronTrace(1e-3, 0.1, 0.2, 0.002, clamped));
        bool complete = !plain.Concat(neuron).Contains(null);
        return ComparisonVerdict.On(new ComparisonResult
        {
            Options = new ComparisonOptions
            {
                Network = new NetworkDefinition { Input = Shape.Vector(2), Layers = [new Dense(1, new Identity())] },
                Runs = plain.Length,
            },
            Plain = first,
            WithNeuron = second,
            Test = complete ? MannWhitneyU.Test([.. second.BestAccuracies], [.. first.BestAccuracies]) : null,
            BaseParameters = 3,
            NeuronParameters = 4,
            TheoryWarnings = [],
            DataWarnings = [],
        });
    }

    private static ComparisonArmResult Arm(ComparisonArm arm, double?[] accuracies, double baseLoss, NeuronTrace? trace) =>
        new(arm, [.. accuracies.Select((accuracy, i) => Run(arm, i + 1, accuracy, baseLoss, trace))]);

    private static ComparisonRun Run(ComparisonArm arm, int run, double? accuracy, double baseLoss, NeuronTrace? trace)
    {
        EpochRecord[] history = accuracy is not { } metric ? [] :
        [
            new EpochRecord { Epoch = 1, LearningRate = 1, RunningObjective = 1, Training = Figures(metric), Validation = Figures(metric) },
        ];
        return new ComparisonRun
        {
            Run = run,
            Arm = arm,
            TrainingRows = 80,
            ValidationRows = 20,
            Training = new TrainingResult
            {
                History = history,
                Reason = accuracy is null ? StopReason.Diverged : StopReason.Completed,
                Message = accuracy is null ? "Too large a step." : null,
                BestEpoch = history.Length,
                KeptEpoch = history.Length,
            },
        };

        Evaluation Figures(double metric) => new() { Objective = 1, Loss = 1, BaseLoss = baseLoss, Metric = metric, Rows = 80, Neuron = trace };
    }
}
