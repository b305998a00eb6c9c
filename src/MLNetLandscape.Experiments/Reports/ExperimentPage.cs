using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Experiments.Reports;

/// <summary>Regenerates the figures and tables of an experiment's page; what people wrote around them stays.</summary>
/// <remarks>A page may have generated places of their own for selections of parts that are done apart, because each takes hours: see <see cref="BeginOf"/>.</remarks>
public static class ExperimentPage
{
    /// <summary>The line before the generated part, for every selection of parts that has no place of its own.</summary>
    public const string Begin = "<!-- generated: begin; written by 'landscape experiment', do not edit -->";

    /// <summary>The line after it.</summary>
    public const string End = "<!-- generated: end -->";

    /// <summary>The line before what is generated for exactly these parts.</summary>
    public static string BeginOf(IReadOnlyList<string> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return parts.Count == 0 ? Begin : Begin.Replace("begin;", $"begin {string.Join(',', parts)};", StringComparison.Ordinal);
    }

    /// <summary>Writes FOLDER/NAME.md and its figures, FOLDER/images/NAME-*.svg. A page that is not there yet gets the question as its headline.</summary>
    /// <returns>The page's path.</returns>
    /// <exception cref="InvalidDataException">The page has no markers, or they are out of order.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static string Update(string folder, ExperimentResult result)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(result);
        string name = result.Experiment.Name;
        string path = Path.Combine(folder, name + ".md");
        string old = File.Exists(path) ? File.ReadAllText(path) : NewPage(result);
        string own = BeginOf(result.Options.Parts);
        string page = Replace(path, old, old.Contains(own, StringComparison.Ordinal) ? own : Begin, ReportMarkdown.Write(result, id => $"images/{name}-{id}.svg"));
        string images = Path.Combine(folder, "images");
        Directory.CreateDirectory(images);
        foreach (ReportFigure figure in result.Report.Figures)
        {
            AtomicFile.WriteText(Path.Combine(images, $"{name}-{figure.Id}.svg"), figure.Figure.ToDocument());
        }

        AtomicFile.WriteText(path, page);
        return path;
    }

    private static string NewPage(ExperimentResult result) => $"# {result.Experiment.Name}\n\n{result.Experiment.Question}\n\n{Begin}\n{End}\n";

    private static string Replace(string path, string page, string marker, string generated)
    {
        int begin = page.IndexOf(marker, StringComparison.Ordinal), end = begin < 0 ? -1 : page.IndexOf(End, begin, StringComparison.Ordinal);
        return begin >= 0 && end >= 0
            ? $"{page[..(begin + marker.Length)]}\n\n{generated}\n{page[end..]}"
            : throw new InvalidDataException(
                $"'{path}' must hold the lines '{Begin}' and '{End}', in this order, but does not. Put them where the generated part belongs, or delete the page.");
    }
}
