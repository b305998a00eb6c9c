using MLNetLandscape.Cli.Training;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Cli.Output;

/// <summary>Prints what a training found.</summary>
internal sealed class TrainingPrinter(Terminal terminal)
{
    /// <summary>Prints the network, its figures and where it is.</summary>
    public void Print(TrainingJob job, TrainedNetwork trained, string modelPath)
    {
        terminal.Tell("Network", $"{NetworkText.Of(job.Network)}, {trained.Network.Layout.Count} parameters");
        if (trained.Pretraining is { } start)
        {
            terminal.Tell("Pretraining", $"{start.Rows} rows: mean squared error {Figures.General(start.MeanSquare)} of {TargetsOf(job)}");
        }

        terminal.Tell("Training", trained.Ended);
        PrintEvaluation("Training", trained.OnTraining, MetricName(job));
        if (trained.OnValidation is { } validation)
        {
            PrintEvaluation("Validation", validation, MetricName(job));
        }

        if (trained.OnTraining.Neuron is { } neuron)
        {
            PrintNeuron(neuron, trained.OnTraining);
        }

        terminal.Tell("Model", modelPath);
    }

    private void PrintEvaluation(string part, Evaluation figures, string metric) =>
        terminal.Tell(part, $"{figures.Rows} rows: loss {Figures.General(figures.Loss)}, {metric} {Figures.General(figures.Metric)}");

    private static string TargetsOf(TrainingJob job) => job.Loss.Target switch
    {
        TargetKind.Sign => "labels -1 and +1",
        TargetKind.ClassIndex => "labels 0 and 1, one a class",
        _ => "the label",
    };

    private static string MetricName(TrainingJob job) =>
        job.Loss.Target == TargetKind.Real ? "root mean squared error" : "accuracy";

    private void PrintNeuron(NeuronTrace neuron, Evaluation figures) => terminal.Tell(
        "Neuron",
        $"a {Figures.General(neuron.Scale)}, b {Figures.General(neuron.Bias)}, ||w|| {Figures.General(neuron.WeightNorm)}, largest term {Figures.General(neuron.LargestTerm)}; "
        + $"L {Figures.General(figures.BaseLoss)}, L~ {Figures.General(figures.Objective)}; clamped exponents {neuron.ClampedExponents}");
}
