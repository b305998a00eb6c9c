namespace MLNetLandscape.Cli.Options;

/// <summary>Finds datasets/wdbc.csv, the data set of a command without one.</summary>
internal static class DefaultDataset
{
    /// <summary>The label of that data set.</summary>
    public const string Label = "diagnosis";

    private static readonly string RelativePath = Path.Combine("datasets", "wdbc.csv");

    /// <summary>Its path: in the working directory or the nearest folder above that has it, else beside the program.</summary>
    /// <exception cref="FileNotFoundException">It is nowhere.</exception>
    public static string Find(string workingDirectory)
    {
        for (DirectoryInfo? folder = new(workingDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, RelativePath);
            if (File.Exists(candidate))
            {
                return Path.GetRelativePath(workingDirectory, candidate);
            }
        }

        string shipped = Path.Combine(AppContext.BaseDirectory, RelativePath);
        return File.Exists(shipped)
            ? shipped
            : throw new FileNotFoundException(
                $"No data was named, and {RelativePath} was found neither at or above {workingDirectory} nor beside the program. Name a CSV file: landscape compare FILE --label COLUMN.");
    }
}
