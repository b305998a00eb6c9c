using MLNetLandscape.Analysis.Certificates;
using MLNetLandscape.Analysis.Estimates;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Surfaces;

/// <summary>An objective on a grid of a line or a plane in parameter space, in double precision.</summary>
public sealed record Slice
{
    private Slice()
    {
    }

    /// <summary>The line or plane.</summary>
    public required SliceSpace Space { get; init; }

    /// <summary>The places of u.</summary>
    public required SliceAxis U { get; init; }

    /// <summary>The places of v; null on a line.</summary>
    public SliceAxis? V { get; init; }

    /// <summary>The objective, u changing fastest; values that are not finite are kept as they are.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>The objective at the i-th place of u and the j-th of v.</summary>
    public double this[int i, int j = 0] => Values[(j * U.Count) + i];

    /// <summary>Evaluates the objective on the grid.</summary>
    /// <param name="objective">The objective; every thread works on a fork.</param>
    /// <param name="space">The line or plane.</param>
    /// <param name="u">The places of u.</param>
    /// <param name="v">The places of v; null on a line.</param>
    /// <param name="threads">Threads, at least 1; the result does not depend on it.</param>
    /// <param name="progress">Told the share that is done, from any thread.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ArgumentException">The objective does not fit the space, or the axes do not.</exception>
    /// <exception cref="InvalidOperationException">The objective is not deterministic.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Slice Evaluate(
        IObjective objective,
        SliceSpace space,
        SliceAxis u,
        SliceAxis? v = null,
        int threads = 1,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(u);
        Require.AtLeast(threads, 1, nameof(threads), "");
        if (space.Dimensions != (v is null ? 1 : 2))
        {
            throw new ArgumentException($"A slice of {space.Dimensions} dimensions needs as many axes, but {(v is null ? 1 : 2)} were given.");
        }

        Determinism.VerifyValue(objective, space.Origin);
        double[] values = new double[Require.ArrayLength((long)u.Count * (v?.Count ?? 1), "The values of a slice", "Take fewer places along each direction.")];
        Trials.Run(
            values.Length,
            threads,
            () => new SliceWorker(objective.Fork(), space),
            (worker, index) =>
            {
                (int j, int i) = Math.DivRem(index, u.Count);
                values[index] = worker.Value(v is null ? [u[i]] : [u[i], v[j]]);
            },
            progress,
            cancellationToken);
        return new Slice { Space = space, U = u, V = v, Values = values };
    }
}
