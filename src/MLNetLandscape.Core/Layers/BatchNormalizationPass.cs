using System.Numerics.Tensors;
using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>The passes of <see cref="BatchNormalization"/>.</summary>
/// <remarks>
/// <para>With h = (x - m) s, s = 1 / sqrt(variance + epsilon), e = dE/dy and sums over the N values of a channel:</para>
/// <para>dE/dgamma = sum e h; dE/dbeta = sum e. In inference m and s are constants, dE/dx = gamma s e. In training they depend on x, and
/// dE/dx = gamma s (e - (sum e) / N - h (sum e h) / N).</para>
/// <para>Sums run lane by lane over panels and places, and over the lanes last.</para>
/// </remarks>
internal sealed partial class BatchNormalizationPass<T> : LayerPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Lanes = BatchTensor<T>.PanelWidth;
    private const int ChannelsPerUnit = 4;

    private readonly int channels;
    private readonly int places;
    private readonly T momentum;
    private readonly T epsilon;
    private readonly T[] means;
    private readonly T[] inverseDeviations;
    private readonly T[] scaleGradient;
    private readonly T[] shiftGradient;
    private bool sumsAreCurrent;

    /// <summary>Binds the layer.</summary>
    public BatchNormalizationPass(BatchNormalization layer, Shape shape, int rowCapacity)
        : base(shape, shape, rowCapacity)
    {
        channels = shape.Channels;
        places = shape.Height * shape.Width;
        momentum = T.CreateTruncating(layer.Momentum);
        epsilon = T.CreateTruncating(layer.Epsilon);
        means = new T[channels];
        inverseDeviations = new T[channels];
        scaleGradient = new T[channels];
        shiftGradient = new T[channels];
        Output = new BatchTensor<T>(shape.Size, rowCapacity);
    }

    /// <inheritdoc/>
    public override BatchTensor<T> Output { get; }

    /// <inheritdoc/>
    public override bool CouplesRows => true;

    /// <inheritdoc/>
    public override int GradientUnits => (channels + ChannelsPerUnit - 1) / ChannelsPerUnit;

    /// <inheritdoc/>
    public override long OperationsPerRow => 8L * OutputShape.Size;

    /// <inheritdoc/>
    public override void Forward(BatchTensor<T> input, ReadOnlySpan<T> parameters, Span<T> state, PassMode mode, PanelRange panels)
    {
        ThrowIfPartial(mode, panels);
        for (int c = 0; c < channels; c++)
        {
            (T mean, T variance) = mode == PassMode.Training ? Measure(input, state, c) : (state[c], state[channels + c]);
            T inverseDeviation = T.One / T.Sqrt(variance + epsilon);
            if (panels.Start == 0)
            {
                // The later passes read these; one thread writes them.
                means[c] = mean;
                inverseDeviations[c] = inverseDeviation;
            }

            T scale = parameters[c] * inverseDeviation;
            NormalizationKernel.Normalize<T>(
                Channel(input, panels, c), Layout(panels), mean, scale, parameters[channels + c], Channel(Output, panels, c), InstructionSets.Best<T>());
        }
    }

    /// <inheritdoc/>
    public override void Backward(
        BatchTensor<T> input, ReadOnlySpan<T> parameters, ReadOnlySpan<T> state, PassMode mode, BatchTensor<T>? inputGradient, PanelRange panels)
    {
        ThrowIfPartial(mode, panels);
        sumsAreCurrent = mode == PassMode.Training && inputGradient is not null;
        for (int c = 0; c < channels && inputGradient is not null; c++)
        {
            T scale = parameters[c] * inverseDeviations[c];
            if (mode == PassMode.Inference)
            {
                Scale(OutputGradient, scale, inputGradient, c, panels);
                continue;
            }

            T count = T.CreateTruncating((long)Output.Rows * places);
            (T sum, T product) = (shiftGradient[c], scaleGradient[c]) = Sums(OutputGradient, input, c);
            T slope = product * inverseDeviations[c] / count;
            NormalizationKernel.InputGradient<T>(
                Channel(OutputGradient, panels, c),
                Channel(input, panels, c),
                Layout(panels),
                means[c],
                slope,
                sum / count,
                scale,
                Channel(inputGradient, panels, c),
                InstructionSets.Best<T>());
            ClearPadding(Channel(inputGradient, panels.End - 1, c), Output.RowsIn(panels.End - 1));
        }
    }

    /// <inheritdoc/>
    public override void Gradient(BatchTensor<T> input, Span<T> gradient, int firstUnit, int endUnit)
    {
        for (int c = firstUnit * ChannelsPerUnit; c < Math.Min(endUnit * ChannelsPerUnit, channels); c++)
        {
            (gradient[channels + c], gradient[c]) = sumsAreCurrent ? (shiftGradient[c], scaleGradient[c]) : Sums(OutputGradient, input, c);
        }
    }

    private Span<T> Channel(BatchTensor<T> tensor, int panel, int c) => tensor.Panel(panel).Slice(c * places * Lanes, places * Lanes);

    /// <summary>The channel in the first of the panels, and what follows it up to the end of the panels.</summary>
    private Span<T> Channel(BatchTensor<T> tensor, PanelRange panels, int c) => tensor.Panels(panels)[(panels.Count > 0 ? c * places * Lanes : 0)..];

    private ChannelLayout Layout(PanelRange panels) => new(places * Lanes, panels.Count, OutputShape.Size * Lanes);

    private void Scale(BatchTensor<T> source, T factor, BatchTensor<T> target, int c, PanelRange panels)
    {
        for (int panel = panels.Start; panel < panels.End; panel++)
        {
            TensorPrimitives.Multiply(Channel(source, panel, c), factor, Channel(target, panel, c));
        }
    }

    private static void ClearPadding(Span<T> values, int rows)
    {
        for (int i = rows; rows < Lanes && i < values.Length; i += Lanes)
        {
            values.Slice(i, Lanes - rows).Clear();
        }
    }

    private void ThrowIfPartial(PassMode mode, PanelRange panels)
    {
        if (mode == PassMode.Training && panels != Output.AllPanels)
        {
            throw new ArgumentException(
                $"In training, batch normalization needs all {Output.PanelCount} panels at once, but was given [{panels.Start}, {panels.End}).", nameof(panels));
        }
    }
}
