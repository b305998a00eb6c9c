using System.CommandLine;
using MLNetLandscape.Cli.Examination;
using MLNetLandscape.Cli.Options;

namespace MLNetLandscape.Cli.Commands;

/// <summary>landscape surface: its options, and what the user chose.</summary>
internal sealed class SurfaceCommand(Terminal terminal, Option<bool> debug)
{
    private const string Description = """
        Draws the objective around a trained model along a line or over a plane, in double precision.

        With --path, the plane is the one that lies closest to the given models of a training and MODEL, its end, and shows their path.

        Examples:
          landscape surface sick.model data.csv --figure surface.svg
          landscape surface sick.model data.csv --slice layer:0 --range -3:3 --figure layer.svg
          landscape surface end.model data.csv --path start.model --path middle.model --figure path.svg
        """;

    /// <summary>The model file.</summary>
    public Argument<string> Model { get; } = new("MODEL") { Description = "Model file." };

    /// <summary>The table.</summary>
    public Argument<string> Data { get; } = new("DATA") { Description = "CSV file with the model's features and labels." };

    /// <summary>The directions.</summary>
    public ParsedOption<SliceChoice> Slice { get; } = new("--slice", "filter", "NAME", $"Directions: {SliceChoice.Choices}; not with --path.", SliceChoice.Parse);

    /// <summary>Earlier models of the training.</summary>
    public Option<string[]> Path { get; } = new("--path") { HelpName = "MODEL", Description = "An earlier model of the same training, in order; at least twice.", DefaultValueFactory = _ => [] };

    /// <summary>A line in place of a plane.</summary>
    public Option<bool> Line { get; } = new("--line") { Description = "Along one direction only." };

    /// <summary>The range of u and v.</summary>
    public ParsedOption<(double Minimum, double Maximum)> Range { get; } = new("--range", "-1:1", "A:B", "From A to B along each direction; not with --path.", ListRule.Range);

    /// <summary>Places along each direction.</summary>
    public ParsedOption<int> Points { get; } = new("--points", "51", "N", "Places along each direction.", NumberRule.AtLeast(2, "51 is the default."));

    /// <summary>Where the plot goes.</summary>
    public Option<string?> Figure { get; } = new("--figure") { HelpName = "FILE.svg", Description = "Write the plot as an SVG file." };

    /// <summary>Label, weights, seed, threads, JSON.</summary>
    public ExaminationOptions Common { get; } = new();

    /// <summary>Creates the command.</summary>
    public Command Create()
    {
        Command command = new("surface", Description);
        command.Arguments.Add(Model);
        command.Arguments.Add(Data);
        foreach (Option option in new Option[] { Slice.Option, Path, Line, Range.Option, Points.Option, Figure })
        {
            command.Options.Add(option);
        }

        Common.AddTo(command);
        command.SetAction((result, cancellationToken) => CommandRunner.InBackground(
            terminal, result.GetValue(debug), () => new SurfaceAction(terminal, this, result).Run(cancellationToken)));
        return command;
    }
}
