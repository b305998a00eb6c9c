using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Modules;

/// <summary>What an engine wants to know of an exponential unit's forward passes: clamped exponents, and the largest terms.</summary>
internal sealed class ExponentMeter
{
    /// <summary>Whether forward passes are observed at all; off by default, since it costs a read-back.</summary>
    public bool IsOn { get; set; }

    /// <summary>Whether the largest terms are observed too.</summary>
    public bool WithLargest { get; set; }

    /// <summary>Exponents beyond the clamp since the last reset.</summary>
    public long Clamped { get; private set; }

    /// <summary>The largest |phi(u_k)| since the last reset, per unit; empty before any.</summary>
    public double[] Largest { get; private set; } = [];

    /// <summary>Forgets all.</summary>
    public void Reset() => (Clamped, Largest) = (0, []);

    /// <summary>Takes note of a forward pass.</summary>
    /// <param name="exponents">u, rows x units.</param>
    /// <param name="values">phi(u), rows x units.</param>
    /// <param name="maximum">The clamp; infinity without.</param>
    public void Observe(Tensor exponents, Tensor values, double maximum)
    {
        if (!IsOn)
        {
            return;
        }

        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        if (!double.IsPositiveInfinity(maximum))
        {
            Clamped += exponents.IsAbove(maximum).sum().item<long>();
        }

        if (WithLargest)
        {
            Tensor largest = values.detach().abs().amax([0]).to(ScalarType.Float64).cpu();
            Largest = Maximum(Largest, largest.data<double>().ToArray());
        }
    }

    private static double[] Maximum(double[] known, double[] seen)
    {
        for (int k = 0; k < known.Length; k++)
        {
            seen[k] = Math.Max(known[k], seen[k]);
        }

        return seen;
    }
}
