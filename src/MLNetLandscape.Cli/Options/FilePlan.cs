namespace MLNetLandscape.Cli.Options;

/// <summary>The files that a command will read and write, checked before time is spent: an output must not overwrite an input or another output.</summary>
internal sealed class FilePlan
{
    private static readonly StringComparer Paths = OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    private readonly Dictionary<string, string> uses = new(Paths);

    /// <summary>Adds a file that is read.</summary>
    /// <param name="name">The argument that names it, for messages.</param>
    /// <param name="path">Its path; null for none.</param>
    public FilePlan Reads(string name, string? path)
    {
        if (!string.IsNullOrWhiteSpace(path))
        {
            uses[Path.GetFullPath(path)] = name;
        }

        return this;
    }

    /// <summary>Adds a file that is written.</summary>
    /// <param name="option">The option that names it, for messages.</param>
    /// <param name="path">Its path; null for none.</param>
    /// <exception cref="UsageException">The same file has another use already.</exception>
    /// <exception cref="IOException">It cannot be written; the message says why.</exception>
    public FilePlan Writes(string option, string? path)
    {
        if (path is null)
        {
            return this;
        }

        OutputPath.ThrowIfUnwritable(option, path);
        string full = Path.GetFullPath(path);
        return uses.TryAdd(full, option)
            ? this
            : throw new UsageException($"{option} {path} is the same file as {uses[full]} and would overwrite it. Choose another path.");
    }
}
