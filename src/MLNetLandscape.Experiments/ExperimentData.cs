using MLNetLandscape.Core.Data.Download;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments;

/// <summary>Finds data sets in the user's folder and puts them where trials read them.</summary>
/// <param name="folder">The folder of data sets: mnist/, boston/, eeg/ in it.</param>
/// <param name="store">What trials read.</param>
public sealed class ExperimentData(string folder, IDataStore store)
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, ContentHash>> known = new(StringComparer.Ordinal);

    /// <summary>Puts the files of a public data set into the store.</summary>
    /// <param name="set">The data set.</param>
    /// <returns>Paths relative to the folder, with forward slashes, and content hashes.</returns>
    /// <exception cref="MissingDataException">A file is not there.</exception>
    public IReadOnlyDictionary<string, ContentHash> Require(KnownDataset set)
    {
        ArgumentNullException.ThrowIfNull(set);
        string[] paths = [.. set.Files.Select(file => file.Path)];
        return paths.FirstOrDefault(path => !File.Exists(Path.Combine(folder, path))) is { } absent
            ? throw new MissingDataException(
                $"The experiment needs '{absent}' in '{folder}', but it is not there. Get it with 'landscape data get {set.Name} --to {folder}', or name the folder that has it by --data.")
            : Put(set.Name, paths);
    }

    /// <summary>Puts the EEG recordings into the store.</summary>
    /// <returns>Paths relative to the folder, with forward slashes, and content hashes.</returns>
    /// <exception cref="MissingDataException">There are none.</exception>
    public IReadOnlyDictionary<string, ContentHash> RequireEeg()
    {
        string eeg = Path.Combine(folder, "eeg");
        string[] paths = Directory.Exists(eeg)
            ? [.. Directory.EnumerateFiles(eeg, "ML1*_?S.csv").Select(path => "eeg/" + Path.GetFileName(path)).Order(StringComparer.Ordinal)]
            : [];
        return paths.Length == 0
            ? throw new MissingDataException(
                $"The experiment needs EEG recordings in '{eeg}', but there are none. They have no licence and cannot be downloaded by this program: place ML1NN_KS.csv and ML1NN_US.csv there, or name the folder above them by --data.")
            : Put("eeg", paths);
    }

    private IReadOnlyDictionary<string, ContentHash> Put(string name, string[] paths)
    {
        if (known.TryGetValue(name, out IReadOnlyDictionary<string, ContentHash>? hashes))
        {
            return hashes;
        }

        Dictionary<string, ContentHash> put = new(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            using FileStream content = File.OpenRead(Path.Combine(folder, path));
            put[path] = store.Put(content);
        }

        known[name] = put;
        return put;
    }
}
