using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments;

/// <summary>Reads the files of a trial's data.</summary>
public static class TrialData
{
    /// <summary>Decodes a trial's data once for all trials of this process.</summary>
    /// <param name="context">The trial.</param>
    /// <param name="form">What is decoded, where the same data are decoded in several ways; part of the key under which the value is kept.</param>
    /// <param name="load">Reads a folder that holds the files under their paths; the value must never change afterwards.</param>
    /// <typeparam name="T">What they are decoded to.</typeparam>
    /// <exception cref="InvalidDataException">A file's path leads out of the folder.</exception>
    public static T Load<T>(TrialContext context, string form, Func<string, T> load)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(load);
        string hashes = string.Join(' ', context.Trial.Data.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key} {file.Value}"));
        return context.Shared.GetOrCreate($"{form}: {hashes}", () => FromFolder(context, load));
    }

    private static T FromFolder<T>(TrialContext context, Func<string, T> load)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("landscape-data-");
        try
        {
            foreach (string path in context.Trial.Data.Keys)
            {
                string target = Path.GetFullPath(Path.Combine(folder.FullName, path));
                if (!target.StartsWith(folder.FullName + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                {
                    // The paths come from whoever submitted the study.
                    throw new InvalidDataException(
                        $"A trial's data are files below a folder, named by relative paths, but one is named '{path}'. Submit the study again with paths that do not lead out of the folder.");
                }

                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                using Stream content = context.OpenData(path);
                using FileStream file = File.Create(target);
                content.CopyTo(file);
            }

            return load(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
