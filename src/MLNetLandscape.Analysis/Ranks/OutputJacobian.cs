using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Analysis.Ranks;

/// <summary>The Jacobian of a network's outputs with respect to its parameters: one row a sample and output, one column a parameter.</summary>
/// <remarks>
/// With the squared loss 1/2 ||r||^2 the gradient is J'r, so ||r|| &lt;= ||gradient|| / sigma_min(J) where J has rank n: a critical point of full row
/// rank is a global minimum. Source: Karhadkar, Murray, Tseran, Montufar, arXiv:2305.19510, section 3.
/// </remarks>
public static class OutputJacobian
{
    /// <summary>The most numbers of a Jacobian: 512 MB of doubles. Larger ones want fewer rows.</summary>
    public const long MostNumbers = 1L << 26;

    /// <summary>The matrix, (rows x outputs) x parameters, one row after another; output k of sample j is row j K + k.</summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">Rows x features.</param>
    /// <param name="progress">Told the share that is done.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ArgumentException">The samples do not fit the network, or the matrix would be too large.</exception>
    public static double[] Compute(
        Network<double> network, ReadOnlySpan<double> samples, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        int features = network.InputSize;
        int count = samples.Length / features;
        if (count == 0 || count * features != samples.Length)
        {
            throw new ArgumentException(
                $"The network takes rows of {features} features, but {samples.Length} numbers are no whole number of rows, at least 1. Use the columns that the network was made for.",
                nameof(samples));
        }

        int outputs = network.OutputSize;
        int parameters = network.Layout.Count;
        long numbers = (long)count * outputs * parameters;
        if (numbers > MostNumbers)
        {
            throw new ArgumentException(
                $"The Jacobian may have at most {MostNumbers} numbers, but {count} rows x {outputs} outputs x {parameters} parameters are {numbers}. "
                + $"Take at most {MostNumbers / ((long)outputs * parameters)} rows.",
                nameof(samples));
        }

        double[] jacobian = new double[numbers];
        NetworkPass<double> pass = new(network, 1);
        for (int j = 0; j < count; j++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            FillSample(pass, samples.Slice(j * features, features), jacobian.AsSpan(j * outputs * parameters, outputs * parameters));
            progress?.Report((j + 1.0) / count);
        }

        return jacobian;
    }

    private static void FillSample(NetworkPass<double> pass, ReadOnlySpan<double> sample, Span<double> rows)
    {
        int outputs = pass.Network.OutputSize;
        int parameters = rows.Length / outputs;
        for (int k = 0; k < outputs; k++)
        {
            // Forward again for each output: a backward pass may use up what it was given.
            pass.Load(sample);
            pass.Forward(PassMode.Inference);
            Span<double> gradient = pass.OutputGradient.Panel(0);
            gradient.Clear();
            gradient[k * BatchTensor<double>.PanelWidth] = 1;
            pass.Backward();
            pass.Gradient(rows.Slice(k * parameters, parameters));
        }
    }
}
