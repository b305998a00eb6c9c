using System.Text.Json;
using MLNetLandscape.AutoML.Storage;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>The trials of a search that ended, in a file, with the models of those that were the best so far beside it.</summary>
internal sealed class TrialStateFile
{
    private readonly string path;
    private readonly IReadOnlyDictionary<string, JsonElement> search;
    private readonly List<KeptTrial> trials;

    private TrialStateFile(string path, IReadOnlyDictionary<string, JsonElement> search, List<KeptTrial> trials) =>
        (this.path, this.search, this.trials) = (path, search, trials);

    /// <summary>Takes up a search where it was interrupted, or begins it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="search">What the trials have in common.</param>
    /// <exception cref="InvalidOperationException">The file is of another search.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or not of a search.</exception>
    public static TrialStateFile Open(string path, IReadOnlyDictionary<string, JsonElement> search)
    {
        if (!File.Exists(path))
        {
            return new TrialStateFile(path, search, []);
        }

        TrialState state = StateJson.Read<TrialState>(path, "search", TrialState.CurrentVersion, read => read.Version);
        StateJson.RequireSame(path, "search", state.Search, search);
        return new TrialStateFile(path, search, [.. state.Trials]);
    }

    /// <summary>The trial as it was kept; null if it is not, or was another, or its model is lost.</summary>
    public KeptTrial? Find(int trialId, IReadOnlyDictionary<string, JsonElement> settings) => trials.Find(
        trial => trial.TrialId == trialId && StateJson.AreEqual(trial.Settings, settings) && (!trial.IsRecord || File.Exists(ModelPath(trialId))));

    /// <summary>The model of a kept trial; null unless it was the best so far.</summary>
    /// <remarks>In a context of its own: AutoML cancels a trial's at its end.</remarks>
    public ITransformer? LoadModel(KeptTrial trial)
    {
        MLContext own = new();
        return trial.IsRecord ? own.Landscape().RestoreModels(own.Model.Load(ModelPath(trial.TrialId), out _)) : null;
    }

    /// <summary>Keeps a trial that was run: first its model, if it is the best so far, then the file. Later ones are of a search that went another way.</summary>
    /// <exception cref="IOException">A file cannot be written; the message says why.</exception>
    public void Add(KeptTrial trial, MLContext context, ITransformer? model, DataViewSchema schema)
    {
        KeptTrial[] later = [.. trials.Where(other => other.TrialId >= trial.TrialId)];
        trials.RemoveAll(later.Contains);
        bool isRecord = model is not null && trial.Loss < (trials.Min(other => other.Loss) ?? double.PositiveInfinity);
        trials.Add(trial with { IsRecord = isRecord });
        if (isRecord)
        {
            AtomicFile.Write(ModelPath(trial.TrialId), stream => context.Model.Save(model, schema, stream));
        }

        AtomicFile.WriteText(path, JsonSerializer.Serialize(new TrialState { Search = search, Trials = trials }, JsonFormat.Indented));
        foreach (KeptTrial other in later.Where(other => other.IsRecord && (other.TrialId != trial.TrialId || !isRecord)))
        {
            File.Delete(ModelPath(other.TrialId));
        }
    }

    private string ModelPath(int trialId) => $"{path}.trial-{trialId}.zip";
}
