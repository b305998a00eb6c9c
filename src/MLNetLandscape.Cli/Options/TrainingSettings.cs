using System.CommandLine;
using MLNetLandscape.Cli.Syntax;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Cli.Options;

/// <summary>The options that every training shares: epochs, step sizes, penalties, split, seed and threads.</summary>
internal sealed class TrainingSettings
{
    private readonly bool hasLambda;

    /// <summary>Passes over the training rows.</summary>
    public ParsedOption<int> Epochs { get; } = new(
        "--epochs", "400", "N", "Passes over the training rows.", NumberRule.AtLeast(1, "400 is the default."));

    /// <summary>Rows of a step.</summary>
    public ParsedOption<int> Batch { get; } = new(
        "--batch", "128", "ROWS", "Rows of a step, at most those of the training part.", NumberRule.AtLeast(1, "128 is the default."));

    /// <summary>The length of a step.</summary>
    public ParsedOption<double> LearningRate { get; } = new(
        "--learning-rate", "2e-4", "RATE", "Learning rate.", NumberRule.Positive("2e-4 is the default; 1e-3 is usual for small networks."));

    /// <summary>lambda.</summary>
    public ParsedOption<double> Lambda { get; } = new(
        "--lambda", "0.2", "NUMBER", "Penalty of the neuron's scale, lambda a^2 / 2. Keras l2(0.1) is 0.1 a^2, that is 0.2 here.",
        NumberRule.NotNegative("The theory needs lambda > 0; 0.2 is the default."));

    /// <summary>The L1 penalty.</summary>
    public ParsedOption<double> L1 { get; } = new("--l1", "0", "NUMBER", "Factor of the sum of |w| over weights.", NumberRule.NotNegative("0 penalises nothing."));

    /// <summary>The L2 penalty.</summary>
    public ParsedOption<double> L2 { get; } = new("--l2", "0", "NUMBER", "Factor of half the sum of w^2 over weights.", NumberRule.NotNegative("0 penalises nothing."));

    /// <summary>Gradient clipping; 0 is none.</summary>
    public ParsedOption<double> Clip { get; } = new("--clip", "0", "NORM", "Scales longer gradients down to this norm; 0 never does.", NumberRule.NotNegative("0 clips nothing."));

    /// <summary>Clipping of the neuron's part of the gradient; 0 is none.</summary>
    public ParsedOption<double> ClipNeuron { get; } = new(
        "--clip-neuron", "0", "NORM", "Scales the neuron's part of the gradient down to this norm where it is longer; 0 never does.", NumberRule.NotNegative("0 clips nothing."));

    /// <summary>The share of rows held out.</summary>
    public ParsedOption<double> Validation { get; }

    /// <summary>The seed.</summary>
    public ParsedOption<long> Seed { get; } = new("--seed", "1", "N", "Seed of every split, initial weight and order of rows. Equal seeds give equal results.", NumberRule.Seed);

    /// <summary>Threads; the result does not depend on them.</summary>
    public ParsedOption<int> Threads { get; } = new(
        "--threads", Environment.ProcessorCount.ToString(), "N", "Threads; results do not depend on their number.", NumberRule.Threads);

    private Option<string>[] Repeatable =>
        [Epochs.Option, Batch.Option, LearningRate.Option, .. hasLambda ? [Lambda.Option] : Array.Empty<Option<string>>(), L1.Option, L2.Option, Clip.Option, ClipNeuron.Option, Validation.Option, Seed.Option];

    /// <summary>Creates the options.</summary>
    /// <param name="validationMayBeZero">Whether a training without validation makes sense.</param>
    /// <param name="hasLambda">Whether there is an option --lambda; a sweep has a list of its own.</param>
    public TrainingSettings(bool validationMayBeZero, bool hasLambda = true)
    {
        this.hasLambda = hasLambda;
        Validation = new(
            "--validation", "0.2", "SHARE", "Share of the rows held out for validation, class by class.", NumberRule.Share(validationMayBeZero, "0.2 is the default."));
    }

    /// <summary>The penalties that the user asked for.</summary>
    public Regularization ReadRegularization(ParseResult result) =>
        new() { L1 = L1.Read(result), L2 = L2.Read(result), Lambda = hasLambda ? Lambda.Read(result) : Regularization.DefaultLambda };

    /// <summary>The norm to clip to; null for none.</summary>
    public double? ReadClip(ParseResult result) => Clip.Read(result) is var norm and > 0 ? norm : null;

    /// <summary>The norm to clip the neuron's part to; null for none.</summary>
    public double? ReadClipNeuron(ParseResult result) => ClipNeuron.Read(result) is var norm and > 0 ? norm : null;

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option<string> option in Repeatable)
        {
            command.Options.Add(option);
        }

        command.Options.Add(Threads.Option);
    }

    /// <summary>The settings as the command line writes them, without those that change nothing in the result.</summary>
    public IEnumerable<KeyValuePair<string, string>> ReadTexts(ParseResult result) =>
        Repeatable.Select(option => new KeyValuePair<string, string>(SettingName.Of(option), result.GetRequiredValue(option)));
}
