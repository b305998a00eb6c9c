using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Initializers;
using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>y = f(K * x + b), a cross-correlation as in PyTorch. Parameters: K (filters x (channels x kernel height x kernel width)), b (filters).</summary>
/// <param name="Filters">Channels of y, at least 1.</param>
/// <param name="KernelHeight">Rows of the kernel, at least 1.</param>
/// <param name="KernelWidth">Columns of the kernel, at least 1.</param>
/// <param name="Activation">f.</param>
public sealed record Convolution2D(int Filters, int KernelHeight, int KernelWidth, Activation Activation) : LayerDefinition
{
    /// <summary>Whether the border is padded with zeros so that stride 1 keeps the size.</summary>
    /// <remarks>With <see cref="Padding.Same"/> an odd number of zeros puts the extra one at the bottom and right, as TensorFlow and Keras do.</remarks>
    public Padding Padding { get; init; } = Padding.Valid;

    /// <summary>The step, in both directions; at least 1.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>How the weights start; null takes He for ReLU kinds and Glorot otherwise. Biases start at zero.</summary>
    public Initializer? Initializer { get; init; }

    /// <inheritdoc/>
    public override Shape GetOutputShape(Shape input) => GetGeometry(input).Output;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> GetParameters(Shape input) =>
        [new("weights", ParameterRole.Weight, Filters, GetGeometry(input).WeightsPerFilter), new("bias", ParameterRole.Bias, Filters, 1)];

    /// <inheritdoc/>
    public override void Initialize<T>(Shape input, Span<T> parameters, Span<T> state, RandomSource random)
    {
        int fanIn = GetGeometry(input).WeightsPerFilter;
        int fanOut = checked(Filters * KernelHeight * KernelWidth);
        int weights = checked(Filters * fanIn);
        (Initializer ?? Initializer.DefaultFor(Activation)).Fill(parameters[..weights], fanIn, fanOut, random);
        parameters[weights..].Clear();
    }

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass<T>(Shape input, int rowCapacity) =>
        new Convolution2DPass<T>(GetGeometry(input), Activation, rowCapacity);

    /// <summary>The rows of zeros above an input, and the columns of zeros to its left: the kernel at output (i, j) starts at input (i stride - top, j stride - left).</summary>
    /// <exception cref="ArgumentException">The layer does not accept this input, or a setting is out of range.</exception>
    public (int Top, int Left) GetPadding(Shape input)
    {
        ConvolutionGeometry geometry = GetGeometry(input);
        return (geometry.PadTop, geometry.PadLeft);
    }

    private ConvolutionGeometry GetGeometry(Shape input)
    {
        input.ThrowIfInvalid(nameof(input));
        ThrowIfLessThanOne(Filters, nameof(Filters));
        ThrowIfLessThanOne(KernelHeight, nameof(KernelHeight));
        ThrowIfLessThanOne(KernelWidth, nameof(KernelWidth));
        ThrowIfLessThanOne(Stride, nameof(Stride));
        if (Activation is null)
        {
            throw new ArgumentException("Convolution2D.Activation must not be null. For none, use Identity.");
        }

        if (!Enum.IsDefined(Padding))
        {
            throw new ArgumentException($"Convolution2D.Padding must be Valid or Same, but was {Padding}.");
        }

        if (Padding == Padding.Valid && (KernelHeight > input.Height || KernelWidth > input.Width))
        {
            throw new ArgumentException(
                $"A Convolution2D kernel of {KernelHeight}x{KernelWidth} does not fit into an input of shape {input} (channels x height x width). " +
                "Use a smaller kernel or Padding.Same.");
        }

        (int height, int top) = Place(input.Height, KernelHeight);
        (int width, int left) = Place(input.Width, KernelWidth);
        return new ConvolutionGeometry(input, new Shape(Filters, height, width), KernelHeight, KernelWidth, Stride, top, left);
    }

    /// <summary>The output's size and the zeros before the input, in one direction.</summary>
    private (int Size, int Before) Place(int size, int kernel)
    {
        if (Padding == Padding.Valid)
        {
            return (((size - kernel) / Stride) + 1, 0);
        }

        int outputSize = ((size - 1) / Stride) + 1;
        long zeros = Math.Max(((long)(outputSize - 1) * Stride) + kernel - size, 0);
        return (outputSize, (int)(zeros / 2));
    }

    private static void ThrowIfLessThanOne(int value, string name)
    {
        if (value < 1)
        {
            throw new ArgumentException($"Convolution2D.{name} must be at least 1, but was {value}.");
        }
    }
}
