using MLNetLandscape.Analysis.Estimates;

namespace MLNetLandscape.Analysis.Cells;

/// <summary>The hidden units of f(x) = sum_i z_i max(w_i'x, 0).</summary>
public sealed record ReluUnits
{
    /// <summary>Binds weights and readout.</summary>
    /// <param name="weights">w, K x d, one unit after another.</param>
    /// <param name="readout">z, K numbers, none zero: a unit without an output has no influence and no cell minimum of its own.</param>
    /// <exception cref="ArgumentException">A length does not fit, a number is not finite, or a readout is zero.</exception>
    public ReluUnits(double[] weights, double[] readout)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(readout);
        if (readout.Length == 0 || weights.Length == 0 || weights.Length % readout.Length != 0)
        {
            throw new ArgumentException(
                $"Weights must hold the same number of values, at least 1, for each of the {readout.Length} units, but holds {weights.Length}. Pass K x d numbers.");
        }

        Require.Finite(weights, weights.Length, "Weights", "");
        Require.Finite(readout, readout.Length, "Readout", "");
        int zero = Array.IndexOf(readout, 0);
        if (zero >= 0)
        {
            throw new ArgumentException($"Readout[{zero}] must not be 0. Leave the unit out: it does not reach the output.");
        }

        (Weights, Readout) = (weights, readout);
    }

    /// <summary>w, K x d.</summary>
    public double[] Weights { get; }

    /// <summary>z, K.</summary>
    public double[] Readout { get; }

    /// <summary>Units, K.</summary>
    public int Count => Readout.Length;

    /// <summary>Features of an input, d.</summary>
    public int Features => Weights.Length / Readout.Length;

    /// <summary>w_i.</summary>
    public ReadOnlySpan<double> Unit(int i) => Weights.AsSpan(i * Features, Features);
}
