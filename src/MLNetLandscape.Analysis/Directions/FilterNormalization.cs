using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Estimates;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Analysis.Directions;

/// <summary>Scales a direction so that one unit of it changes every filter by as much as the filter's own norm: d_ij becomes d_ij ||w_ij|| / ||d_ij||.</summary>
/// <remarks>
/// <para>A filter is a row of a weight block: the incoming weights of one dense unit, or one convolution filter. Networks of different weight
/// scales become comparable, since ReLU networks do not change when one layer is scaled up and the next down.</para>
/// <para>Biases, gains and the neuron's parameters stay where they are, as in the authors' own plots: their entries of the direction are 0.</para>
/// <para>Source: Li, Xu, Taylor, Studer, Goldstein, NeurIPS 2018, arXiv:1712.09913, section 4.</para>
/// </remarks>
public static class FilterNormalization
{
    /// <summary>The normalised copy of a direction.</summary>
    /// <param name="layout">What the parameters are.</param>
    /// <param name="parameters">The point around which the direction will be used.</param>
    /// <param name="direction">The direction.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a number is not finite.</exception>
    public static double[] Apply(ParameterLayout layout, ReadOnlySpan<double> parameters, ReadOnlySpan<double> direction)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Require.Finite(parameters, layout.Count, nameof(parameters), "Pass the vector that the layout describes.");
        Require.Finite(direction, layout.Count, nameof(direction), "Pass the vector that the layout describes.");
        double[] normalized = new double[layout.Count];
        foreach (ParameterEntry entry in layout.Entries.Where(entry => entry.Block.Role == ParameterRole.Weight))
        {
            int width = entry.Block.Columns;
            for (int start = entry.Offset; start < entry.End; start += width)
            {
                double norm = TensorPrimitives.Norm(direction.Slice(start, width));
                if (norm > 0)
                {
                    double factor = TensorPrimitives.Norm(parameters.Slice(start, width)) / norm;
                    TensorPrimitives.Multiply(direction.Slice(start, width), factor, normalized.AsSpan(start, width));
                }
            }
        }

        return normalized;
    }
}
