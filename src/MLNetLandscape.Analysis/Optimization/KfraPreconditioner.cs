using System.Globalization;
using MLNetLandscape.Analysis.Curvature.Kronecker;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Optimizers.GaussNewton;

namespace MLNetLandscape.Analysis.Optimization;

/// <summary>KFRA as a method of <see cref="GaussNewtonEngine"/>: each dense layer's Gauss-Newton block as a Kronecker product, damped factor by factor.</summary>
/// <remarks>
/// <para>For a layer with the factors Q and EG (see <see cref="KfraRecursion"/>), tau the damping and eta the L2 penalty:</para>
/// <para>(Q + omega sqrt(tau + eta) I) (x) (EG + sqrt(tau + eta) / omega I), omega^2 = (tr Q / dim Q) / (tr EG / dim EG).</para>
/// <para>With V = [dW db] the gradient, the direction is (EG + ..)^-1 V (Q + ..)^-1: two factorizations of the size of a layer. Exact for a single row, and for linear networks
/// with squared loss, up to the damping.</para>
/// <para>Source: Botev, Ritter, Barber, "Practical Gauss-Newton optimisation for deep learning", ICML 2017, arXiv:1706.03662, sections 4 and 5.</para>
/// </remarks>
public sealed class KfraPreconditioner : ICurvaturePreconditioner
{
    private readonly double decay;
    private KfraRecursion? recursion;
    private int capacity;
    private KfraFactorAverage[] averages = [];
    private double weightPenalty;

    /// <summary>Chooses the averaging.</summary>
    /// <param name="decay">
    /// The share of the old average in a factor, 0 up to below 1: the k-th update weighs it by min(1 - 1/k, decay). 0, the default, takes each batch's factors alone, which suits
    /// large batches; 0.95 is that of Martens and Grosse, arXiv:1503.05671, section 5.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public KfraPreconditioner(double decay = 0)
    {
        this.decay = decay is >= 0 and < 1
            ? decay
            : throw new ArgumentOutOfRangeException(nameof(decay), $"decay must be at least 0 and below 1, but was {decay}. 0 takes each batch's factors alone.");
    }

    /// <inheritdoc/>
    public string Fingerprint => string.Create(CultureInfo.InvariantCulture, $"kfra, decay {decay}");

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A layer is not dense, or there is an exponential neuron.</exception>
    public void Check(Network<double> network, Loss loss)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Definition.Neuron is not null)
        {
            throw new ArgumentException(
                $"KFRA has no factors for the parameters of a {network.Definition.Neuron.GetType().Name}. Use ExactGaussNewton, or train the stripped network.", nameof(network));
        }

        averages = [.. new KfraRecursion(network, loss, rowCapacity: 1).Factors.Select(factors => new KfraFactorAverage(factors.Units, factors.Columns))];
        recursion = null;
    }

    /// <inheritdoc/>
    public void Update(GaussNewtonBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (recursion is null || capacity < batch.Rows.Capacity)
        {
            capacity = batch.Rows.Capacity;
            recursion = new KfraRecursion(batch.Network, batch.Loss, capacity);
        }

        weightPenalty = batch.Regularization.L2;
        recursion.Begin();
        recursion.Add(batch.Rows.Features, batch.Rows.Targets, batch.Rows.Weights);
        IReadOnlyList<KroneckerFactors> factors = recursion.Finish();
        for (int i = 0; i < averages.Length; i++)
        {
            averages[i].Add(factors[i], decay);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There was no update.</exception>
    public bool TrySolve(ReadOnlySpan<double> gradient, double damping, Span<double> direction)
    {
        IReadOnlyList<KroneckerFactors> factors =
            recursion?.Factors ?? throw new InvalidOperationException("There is no curvature to solve with. Call Update first.");
        for (int i = 0; i < averages.Length; i++)
        {
            Range range = factors[i].Block.Offset..(factors[i].Block.Offset + factors[i].Block.Length);
            double[] rows = new double[factors[i].Dimension];
            factors[i].Join(gradient[range], rows);
            if (!averages[i].TrySolve(rows, damping + weightPenalty))
            {
                return false;
            }

            factors[i].Separate(rows, direction[range]);
        }

        return true;
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        foreach (KfraFactorAverage average in averages)
        {
            average.Save(writer, isNeeded: decay > 0);
        }
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        foreach (KfraFactorAverage average in averages)
        {
            average.Load(reader);
        }
    }
}
