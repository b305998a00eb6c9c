using Microsoft.ML.SearchSpace;

namespace MLNetLandscape.AutoML.Tests.Trials;

/// <summary>Proposes given learning rates, one a trial, and otherwise the start of the search.</summary>
internal sealed class ScriptedTuner(AutoMLExperiment.AutoMLExperimentSettings settings, string step, IReadOnlyList<double> rates) : ITuner
{
    public List<double> Losses { get; } = [];

    public Parameter Propose(TrialSettings trial)
    {
        Parameter parameter = settings.SearchSpace.SampleFromFeatureSpace(settings.SearchSpace.Default);
        parameter["_pipeline_"][step]["LearningRate"] = Parameter.FromDouble(rates[trial.TrialId]);
        return parameter;
    }

    public void Update(TrialResult result) => Losses.Add(result.Loss);
}
