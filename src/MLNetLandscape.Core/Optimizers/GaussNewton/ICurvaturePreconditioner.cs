using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Core.Optimizers.GaussNewton;

/// <summary>What tells one Gauss-Newton method from another: a curvature matrix C, exact or approximate, and how to solve with it.</summary>
public interface ICurvaturePreconditioner
{
    /// <summary>Text that tells this method, with its settings, from others.</summary>
    string Fingerprint { get; }

    /// <summary>Refuses what the method does not take; called once, before the first update.</summary>
    /// <exception cref="ArgumentException">The network is of a kind or size that the method does not take.</exception>
    void Check(Network<double> network, Loss loss);

    /// <summary>Takes the curvature at the batch's rows and the network's present parameters.</summary>
    void Update(GaussNewtonBatch batch);

    /// <summary>Solves (C + damping I) d = g, approximately where the method is.</summary>
    /// <param name="gradient">g.</param>
    /// <param name="damping">Added to the diagonal, above 0.</param>
    /// <param name="direction">Receives d, as long as g.</param>
    /// <returns>False where the damped matrix is not positive definite in floating point: more damping helps.</returns>
    bool TrySolve(ReadOnlySpan<double> gradient, double damping, Span<double> direction);

    /// <summary>Writes what a bit-identical continuation needs between epochs.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The state is of another model.</exception>
    void Load(BinaryReader reader);
}
