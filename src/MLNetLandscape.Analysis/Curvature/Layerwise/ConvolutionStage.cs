using System.Numerics.Tensors;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>A convolution: A holds the kernel at every place; the weights are shared by the places.</summary>
internal sealed class ConvolutionStage : AffineStage
{
    /// <summary>A, outputs x inputs; most of it is zero.</summary>
    private readonly double[] map;
    private readonly double[] line;
    private readonly int filters;
    private readonly int columns;

    /// <summary>For each place and each column of the kernel, the index of the input it reads; -1 in the padding.</summary>
    private readonly int[] sources;

    private ConvolutionStage(int layerIndex, Shape input, Shape output, Convolution2D layer, int[] sources, double[] map)
        : base(layerIndex, input.Size, output.Size, layer.Activation)
    {
        this.map = map;
        line = new double[input.Size];
        filters = output.Channels;
        Places = output.Height * output.Width;
        columns = sources.Length / Places;
        this.sources = sources;
    }

    /// <inheritdoc/>
    public override int Places { get; }

    /// <summary>Writes out A from the kernel's weights, filters x columns.</summary>
    public static ConvolutionStage Create(int layerIndex, Shape input, Convolution2D layer, ReadOnlySpan<double> weights)
    {
        Shape output = layer.GetOutputShape(input);
        int[] sources = Sources(input, output, layer);
        int places = output.Height * output.Width;
        int columns = sources.Length / places;
        double[] map = new double[checked(output.Size * input.Size)];
        for (int filter = 0; filter < output.Channels; filter++)
        {
            for (int place = 0; place < places; place++)
            {
                Span<double> row = map.AsSpan(((filter * places) + place) * input.Size, input.Size);
                for (int column = 0; column < columns; column++)
                {
                    if (sources[(place * columns) + column] is >= 0 and int source)
                    {
                        row[source] = weights[(filter * columns) + column];
                    }
                }
            }
        }

        return new ConvolutionStage(layerIndex, input, output, layer, sources, map);
    }

    /// <inheritdoc/>
    public override double[] Augment(ReadOnlySpan<double> x)
    {
        double[] patches = new double[Places * (columns + 1)];
        for (int place = 0; place < Places; place++)
        {
            Span<double> patch = patches.AsSpan(place * (columns + 1), columns + 1);
            for (int column = 0; column < columns; column++)
            {
                int source = sources[(place * columns) + column];
                patch[column] = source < 0 ? 0 : x[source];
            }

            patch[columns] = 1;
        }

        return patches;
    }

    /// <inheritdoc/>
    public override BlockSum CreateSum(int rowCapacity) => new ConvolutionBlockSum(filters, columns, Places);

    /// <inheritdoc/>
    /// <remarks>Zeros are skipped: most of A, and the rows of Hpre of dead units.</remarks>
    protected override void PullBack(ReadOnlySpan<double> gradient, ReadOnlySpan<double> hessian, Span<double> toGradient, Span<double> toHessian)
    {
        for (int i = 0; i < OutputSize; i++)
        {
            ReadOnlySpan<double> weights = Map(i);
            TensorPrimitives.MultiplyAdd(weights, gradient[i], toGradient, toGradient);
            if (!MultiplyRow(hessian.Slice(i * OutputSize, OutputSize)))
            {
                continue;
            }

            for (int p = 0; p < weights.Length; p++)
            {
                if (weights[p] != 0)
                {
                    Span<double> destination = toHessian.Slice(p * InputSize, InputSize);
                    TensorPrimitives.MultiplyAdd(line, weights[p], destination, destination);
                }
            }
        }
    }

    /// <summary>A row of Hpre times A; false where it is zero.</summary>
    private bool MultiplyRow(ReadOnlySpan<double> factors)
    {
        if (!factors.ContainsAnyExcept(0.0))
        {
            return false;
        }

        Array.Clear(line);
        for (int j = 0; j < factors.Length; j++)
        {
            if (factors[j] != 0)
            {
                TensorPrimitives.MultiplyAdd(Map(j), factors[j], line, line);
            }
        }

        return true;
    }

    private ReadOnlySpan<double> Map(int output) => map.AsSpan(output * InputSize, InputSize);

    private static int[] Sources(Shape input, Shape output, Convolution2D layer)
    {
        (int top, int left) = layer.GetPadding(input);
        int columns = input.Channels * layer.KernelHeight * layer.KernelWidth;
        int[] sources = new int[output.Height * output.Width * columns];
        for (int i = 0; i < sources.Length; i++)
        {
            (int place, int column) = Math.DivRem(i, columns);
            (int outRow, int outColumn) = Math.DivRem(place, output.Width);
            (int line, int kernelColumn) = Math.DivRem(column, layer.KernelWidth);
            (int channel, int kernelRow) = Math.DivRem(line, layer.KernelHeight);
            int row = (outRow * layer.Stride) + kernelRow - top;
            int across = (outColumn * layer.Stride) + kernelColumn - left;
            bool inside = row >= 0 && row < input.Height && across >= 0 && across < input.Width;
            sources[i] = inside ? (((channel * input.Height) + row) * input.Width) + across : -1;
        }

        return sources;
    }
}
