using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Networks;

/// <summary>The start of exponential neurons.</summary>
/// <remarks>
/// <para>a is uniform on +-0.05, as in the article (the default of Keras): small, so that the network starts as its base network, and not zero,
/// where dE/dw and dE/db vanish. The loss factor's single a starts at +0.05: only a positive a can bring a e^b to 1.</para>
/// <para>w is uniform on +-0.1 / sqrt(d), so ||w|| &lt;= 0.1 whatever the number d of inputs, and |w'x| &lt;= 0.1 ||x||. The article's +-0.05 grows
/// with d instead: for its 2,352 raw inputs the exponent has a deviation of 8 at the start, and the neuron overflows at once.</para>
/// <para>b = 0: the exponential starts near 1.</para>
/// </remarks>
internal static class NeuronInitializer
{
    public const double Scale = 0.05;
    public const double WeightNorm = 0.1;

    /// <summary>Fills every parameter of every exponential neuron.</summary>
    public static void Fill<T>(NetworkPlan plan, Span<T> parameters, RandomSource random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < plan.Layout.Entries.Count; i++)
        {
            ParameterEntry entry = plan.Layout.Entries[i];
            Span<T> block = parameters[entry.Offset..entry.End];
            RandomSource stream = random.Split(RandomPurpose.Layer, i);
            switch (entry.Block.Role)
            {
                case ParameterRole.NeuronScale when plan.Definition.Neuron is LossFactorNeuron:
                    block.Fill(T.CreateTruncating(Scale));
                    break;
                case ParameterRole.NeuronScale:
                    Fill(block, Scale, ref stream);
                    break;
                case ParameterRole.NeuronWeight:
                    Fill(block, WeightNorm / Math.Sqrt(Math.Max(entry.Block.Columns, 1)), ref stream);
                    break;
                case ParameterRole.NeuronBias:
                    block.Clear();
                    break;
                default:
                    break;
            }

            for (int place = entry.ScaleColumn; entry.ScaleColumn >= 0 && place < block.Length; place += entry.Block.Columns)
            {
                block[place] = Uniform<T>(Scale, ref stream);
            }
        }
    }

    private static void Fill<T>(Span<T> block, double halfWidth, ref RandomSource random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (ref T value in block)
        {
            value = Uniform<T>(halfWidth, ref random);
        }
    }

    private static T Uniform<T>(double halfWidth, ref RandomSource random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.CreateTruncating(((2 * random.NextDouble()) - 1) * halfWidth);
}
