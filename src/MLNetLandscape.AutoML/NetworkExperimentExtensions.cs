using MLNetLandscape.AutoML.Trials;

namespace MLNetLandscape.AutoML;

/// <summary>Sets up an <see cref="AutoMLExperiment"/> for networks.</summary>
public static class NetworkExperimentExtensions
{
    /// <summary>Sets the pipeline to search, and a runner that hands its networks their validation data.</summary>
    /// <remarks>
    /// <para>AutoML's own runner trains without validation data, so that early stopping has nothing to watch. With this one a network is trained on the
    /// experiment's training data (or a fold's) and watches its validation data, transformed by the steps before it. Other trainers may compete in the pipeline.</para>
    /// <para>Set the data by SetDataset, the metric by SetBinaryClassificationMetric and the like, before the run; a tuner or monitor of your own after this call.</para>
    /// </remarks>
    /// <param name="experiment">The experiment.</param>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="options">How trials are run; null takes the defaults.</param>
    public static AutoMLExperiment SetNetworkPipeline(this AutoMLExperiment experiment, SweepablePipeline pipeline, NetworkTrialOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(pipeline);
        TrialMemory memory = new(options ?? new NetworkTrialOptions());
        return experiment.SetPipeline(pipeline).SetTrialRunner(services => new NetworkTrialRunner(
            Require<MLContext>(services, "an MLContext"),
            pipeline,
            Require<IEvaluateMetricManager>(services, "a metric: call SetBinaryClassificationMetric, SetMulticlassClassificationMetric or SetRegressionMetric"),
            Require<IDatasetManager>(services, "data: call SetDataset"),
            memory));
    }

    /// <summary>Sets a single trainer to search, without steps before it.</summary>
    /// <inheritdoc cref="SetNetworkPipeline(AutoMLExperiment, SweepablePipeline, NetworkTrialOptions?)"/>
    public static AutoMLExperiment SetNetworkPipeline(this AutoMLExperiment experiment, SweepableEstimator trainer, NetworkTrialOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(trainer);

        // A pipeline cannot be made of a single sweepable estimator by public means; an empty chain before it changes nothing.
        return experiment.SetNetworkPipeline(SweepableExtension.Append(new EstimatorChain<ITransformer>(), trainer), options);
    }

    private static TService Require<TService>(IServiceProvider services, string what)
        where TService : class =>
        (TService?)services.GetService(typeof(TService)) ?? throw new InvalidOperationException($"The experiment lacks {what}, before the run.");
}
