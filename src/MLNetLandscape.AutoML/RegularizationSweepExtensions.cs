using MLNetLandscape.AutoML.Sweeps;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML;

/// <summary>Sweeps of the neuron's penalty.</summary>
public static class RegularizationSweepExtensions
{
    /// <summary>Trains a network for each lambda on a grid and each of several seeds, and says how its validation metric depends on lambda.</summary>
    /// <remarks>
    /// A seed's runs share split, initial weights and the order of rows, whatever lambda; so differences are paired. The same options give the same bits,
    /// whatever the number of threads, and whether or not the sweep was interrupted.
    /// </remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">Data with the options' columns; each seed holds out a part of them. Every training reads them once: cache what is slow to read.</param>
    /// <param name="network">Options of a binary, multiclass or regression network with a neuron. Lambda, seed and validation fraction are the sweep's.</param>
    /// <param name="options">The grid, the seeds, and where to keep the state; null takes the defaults.</param>
    /// <param name="validation">Data to validate on in place of held-out rows; null holds out.</param>
    /// <param name="progress">Told after every training, one at a time.</param>
    /// <param name="cancellationToken">Stops the sweep; what is done stays in the state file.</param>
    /// <exception cref="ArgumentException">An option is out of range or does not fit the data; the message says which.</exception>
    /// <exception cref="InvalidOperationException">The state file is of another sweep, the data cannot be trained on, or every training broke down.</exception>
    /// <exception cref="InvalidDataException">The state file is damaged.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static RegularizationSweepResult SweepLambda(
        this LandscapeCatalog catalog,
        IDataView data,
        NetworkTrainerOptions network,
        RegularizationSweepOptions? options = null,
        IDataView? validation = null,
        IProgress<SweepProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(network);
        return new RegularizationSweep(data, validation, network, options ?? new RegularizationSweepOptions()).Run(progress, cancellationToken);
    }

    /// <summary>The same sweep as a study, on the workers of a cluster for example; its figures are those of <see cref="SweepLambda"/>, bit for bit.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">Data with the options' columns; those columns are kept in the runner's store.</param>
    /// <param name="network">Options of a binary, multiclass or regression network with a neuron. Listeners and tokens stay behind.</param>
    /// <param name="runner">Runs the trainings; it, and its workers, must know the trial type <see cref="SweepTrial"/>.</param>
    /// <param name="study">The study's name.</param>
    /// <param name="options">The grid and the seeds; the runner decides on threads and state. Null takes the defaults.</param>
    /// <param name="validation">Data to validate on in place of held-out rows; null holds out.</param>
    /// <param name="progress">Told how far the study is, concurrently.</param>
    /// <param name="cancellationToken">Stops the sweep.</param>
    /// <exception cref="ArgumentException">An option is out of range or does not fit the data; the message says which.</exception>
    /// <exception cref="InvalidOperationException">Every training broke down.</exception>
    /// <exception cref="StudyException">A training failed, or the study cannot be run; the message says why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Task<RegularizationSweepResult> SweepLambdaAsync(
        this LandscapeCatalog catalog,
        IDataView data,
        NetworkTrainerOptions network,
        IStudyRunner runner,
        string study,
        RegularizationSweepOptions? options = null,
        IDataView? validation = null,
        IProgress<StudyProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(runner);
        return new RegularizationSweep(data, validation, network, options ?? new RegularizationSweepOptions()).RunAsync(runner, study, progress, cancellationToken);
    }
}
