using System.CommandLine;
using System.Text.Json.Nodes;
using MLNetLandscape.Analysis.Directions;
using MLNetLandscape.Analysis.Plots;
using MLNetLandscape.Analysis.Surfaces;
using MLNetLandscape.Cli.Examination;
using MLNetLandscape.Cli.Json;
using MLNetLandscape.Cli.Options;
using MLNetLandscape.Cli.Output;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Cli.Commands;

/// <summary>One execution of landscape surface.</summary>
internal sealed class SurfaceAction(Terminal terminal, SurfaceCommand command, ParseResult arguments)
{
    /// <summary>Room around a path, as a share of its extent.</summary>
    private const double PathMargin = 0.2;

    private readonly bool isLine = arguments.GetValue(command.Line);
    private readonly SliceChoice choice = command.Slice.Read(arguments);

    /// <summary>Reads, evaluates, prints and writes.</summary>
    /// <returns>The exit code.</returns>
    public int Run(CancellationToken cancellationToken)
    {
        string[] path = arguments.GetValue(command.Path) ?? [];
        if (path.Length > 0)
        {
            RefuseOptionsOfOtherPlanes();
        }

        if (path.Length == 1)
        {
            throw new UsageException($"{command.Path.Name} must name at least two earlier models, but named one: a plane takes three points with MODEL. Save models now and then while training.");
        }

        FilePlan files = new FilePlan().Reads(command.Model.Name, arguments.GetRequiredValue(command.Model)).Reads(command.Data.Name, arguments.GetRequiredValue(command.Data));
        files.Writes(command.Figure.Name, arguments.GetValue(command.Figure)).Writes(command.Common.Json.Name, arguments.GetValue(command.Common.Json));
        ExaminedModel model = command.Common.Read(arguments, arguments.GetRequiredValue(command.Model), arguments.GetRequiredValue(command.Data));
        model.WarnOfHeldOutRows(terminal);
        NetworkObjective objective = model.CreateObjective();
        TrajectoryProjection? trajectory = path.Length == 0 ? null : ReadTrajectory(model, path);
        Slice slice = Evaluate(model, objective, trajectory, cancellationToken);
        IReadOnlyList<SliceMaximum> maxima = SliceMaxima.Locate(objective, slice, command.Common.Threads.Read(arguments), cancellationToken);
        Print(model, objective, slice, maxima, trajectory);
        terminal.WriteFile(arguments.GetValue(command.Figure), "Figure", () => Plot(model, slice, maxima, trajectory).ToDocument());
        terminal.WriteFile(arguments.GetValue(command.Common.Json), "JSON", () => JsonText.Of(Json(model, objective, slice, maxima, trajectory)));
        return ExitCode.Success;
    }

    /// <summary>The path alone decides its plane's directions and extent.</summary>
    private void RefuseOptionsOfOtherPlanes()
    {
        if (isLine)
        {
            throw new UsageException("--path draws a plane: leave --line out.");
        }

        string[] given = [.. new[] { command.Slice.Option, command.Range.Option }
            .Where(option => arguments.GetResult(option) is { Implicit: false }).Select(option => $"{option.Name} {arguments.GetValue(option)}")];
        if (given.Length > 0)
        {
            throw new UsageException($"--path draws the plane of the path, as far as the path goes: leave {string.Join(" and ", given)} out.");
        }
    }

    private static TrajectoryProjection ReadTrajectory(ExaminedModel model, string[] path)
    {
        List<double[]> points = [];
        foreach (string file in path)
        {
            SavedModel saved = ModelFile.Read(file);
            points.Add(saved.Network.Equals(model.Saved.Network)
                ? saved.CreatePreciseNetwork().Parameters.ToArray()
                : throw new InvalidDataException($"{file} has other layers than {model.Path}. A path consists of models of one training."));
        }

        points.Add(model.Network.Parameters.ToArray());
        return TrajectoryProjection.Fit(points);
    }

    private Slice Evaluate(ExaminedModel model, NetworkObjective objective, TrajectoryProjection? trajectory, CancellationToken cancellationToken)
    {
        int points = command.Points.Read(arguments), threads = command.Common.Threads.Read(arguments);
        (double minimum, double maximum) = command.Range.Read(arguments);
        SliceAxis axis = new(minimum, maximum, points);
        (SliceSpace space, SliceAxis u, SliceAxis? v) = trajectory is null
            ? (choice.CreateSpace(model.Network, command.Common.Seed.Read(arguments), isLine), axis, isLine ? null : axis)
            : (new SliceSpace(trajectory.Origin, trajectory.U, trajectory.V), Around(trajectory.Points.Select(point => point.U), points), Around(trajectory.Points.Select(point => point.V), points));
        return ShareDisplay.During(terminal, "Surface", progress => Slice.Evaluate(objective, space, u, v, threads, progress, cancellationToken));
    }

    private static SliceAxis Around(IEnumerable<double> values, int points)
    {
        (double low, double high) = (values.Min(), values.Max());
        double margin = PathMargin * (high - low);
        return new SliceAxis(low - margin, high + margin, points);
    }

    private void Print(ExaminedModel model, NetworkObjective objective, Slice slice, IReadOnlyList<SliceMaximum> maxima, TrajectoryProjection? trajectory)
    {
        double[] finite = [.. slice.Values.Where(double.IsFinite)];
        terminal.Tell("Model", $"{model.Path}, {model.Data.Rows} rows");
        terminal.Tell("Objective", $"{Figures.General(objective.Value(model.Network.Parameters))} at the model");
        terminal.Tell("Slice", finite.Length == 0 ? "no finite value" : $"{Figures.General(finite.Min())} to {Figures.General(finite.Max())} at {slice.Values.Count} places");
        if (trajectory is not null)
        {
            terminal.Tell("Path", $"{trajectory.Points.Count} models; the plane keeps {100 * trajectory.Explained:0.0} % of their squared distances from the end");
        }

        int onKinks = maxima.Count(maximum => maximum.IsOnKink);
        terminal.Tell("Maxima", $"{maxima.Count} in the interior: {onKinks} on kinks, {maxima.Count - onKinks} smooth");
    }

    private SurfacePlot Plot(ExaminedModel model, Slice slice, IReadOnlyList<SliceMaximum> maxima, TrajectoryProjection? trajectory)
    {
        (string u, string v) = trajectory is null ? choice.Titles : ("first main direction", "second main direction");
        string name = System.IO.Path.GetFileName(model.Path);
        return new SurfacePlot
        {
            Title = trajectory is null ? $"Objective around {name}" : $"Objective around the training of {name}",
            Subtitle = trajectory is null
                ? $"{Kind()}, seed {command.Common.Seed.Read(arguments)}; {model.Data.Rows} rows"
                : $"The plane keeps {100 * trajectory.Explained:0.0} % of the path; {model.Data.Rows} rows",
            Slice = slice,
            Maxima = maxima,
            UTitle = u,
            VTitle = v,
            Path = trajectory?.Points ?? [],
        };
    }

    private string Kind() => choice.Kind switch
    {
        SliceKind.Filter => "Filter-normalised random directions",
        SliceKind.Random => "Random directions as long as the parameters",
        _ when isLine || choice.First == choice.Second => $"Weights of layer {choice.First} replaced by random ones",
        _ => $"Weights of layers {choice.First} and {choice.Second} replaced by random ones",
    };

    private JsonObject Json(ExaminedModel model, NetworkObjective objective, Slice slice, IReadOnlyList<SliceMaximum> maxima, TrajectoryProjection? trajectory) => new()
    {
        ["format"] = "mlnetlandscape.surface",
        ["version"] = 1,
        ["model"] = model.Path,
        ["rows"] = model.Data.Rows,
        ["slice"] = trajectory is null ? arguments.GetRequiredValue(command.Slice.Option) : "path",
        ["seed"] = command.Common.Seed.Read(arguments),
        ["objective"] = JsonNumber.Of(objective.Value(model.Network.Parameters)),
        ["u"] = Places(slice.U),
        ["v"] = slice.V is { } v ? Places(v) : null,
        ["values"] = JsonNumber.Array(slice.Values.Select(value => (double?)value)),
        ["maxima"] = new JsonArray([.. maxima.Select(maximum => (JsonNode)new JsonObject
        {
            ["u"] = maximum.U,
            ["v"] = maximum.V,
            ["value"] = JsonNumber.Of(maximum.Value),
            ["onKink"] = maximum.IsOnKink,
            ["gradientRatio"] = JsonNumber.Of(maximum.GradientRatio),
        })]),
        ["path"] = trajectory is null ? null : new JsonObject
        {
            ["u"] = JsonNumber.Array(trajectory.Points.Select(point => (double?)point.U)),
            ["v"] = JsonNumber.Array(trajectory.Points.Select(point => (double?)point.V)),
            ["explained"] = trajectory.Explained,
        },
    };

    private static JsonArray Places(SliceAxis axis) => JsonNumber.Array(Enumerable.Range(0, axis.Count).Select(i => (double?)axis[i]));
}
