namespace MLNetLandscape.Cli;

/// <summary>Puts the command line's own names into messages of the library, so that their remedies can be typed.</summary>
internal static class OptionNames
{
    private static readonly (string Library, string CommandLine)[] Names =
    [
        ("MissingValues.SkipRow", "--missing skip"),
        ("LearningTask.Binary or LearningTask.Multiclass", "landscape train --task binary or multiclass"),
        ("LearningTask.Regression", "landscape train --task regression"),
        ("LearningTask.Multiclass", "landscape train --task multiclass"),
        ("IgnoreColumns", "--ignore"),
        ("set Delimiter", "convert the file"),
        ("use Holdout", "leave the class out"),
        ("PositiveLabel", "--positive"),
        ("BatchSize", "--batch"),
        ("CheckpointPath", "--checkpoint"),
        ("A part of", "--only of"),
        ("Rows must not be given", "--rows must not be given"),
        ("Epochs must not be given", "--epochs must not be given"),
        ("NeuronGradientClipNorm", "--clip-neuron"),
        ("GradientClipNorm", "--clip"),
    ];

    /// <summary>The message with the names of options in place of properties.</summary>
    public static string Translate(string message) =>
        Names.Aggregate(message, (text, name) => text.Replace(name.Library, name.CommandLine, StringComparison.Ordinal));
}
