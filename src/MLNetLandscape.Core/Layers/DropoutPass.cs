using System.Numerics.Tensors;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>The passes of <see cref="Dropout"/>.</summary>
internal sealed class DropoutPass<T> : ParameterlessPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ulong threshold;
    private readonly T scale;
    private BatchTensor<T>? mask;
    private ulong key;

    /// <summary>Binds the layer.</summary>
    public DropoutPass(Shape shape, double rate, int rowCapacity)
        : base(shape, shape, rowCapacity)
    {
        threshold = (ulong)Math.Ceiling(rate * (1UL << 53));
        scale = T.CreateTruncating(1 / (1 - rate));
    }

    /// <inheritdoc/>
    public override void BeginStep(RandomSource random) => key = random.Key;

    /// <inheritdoc/>
    public override void SetRows(int rows)
    {
        base.SetRows(rows);
        SetRows(mask, rows);
    }

    /// <inheritdoc/>
    public override void Forward(BatchTensor<T> input, ReadOnlySpan<T> parameters, Span<T> state, PassMode mode, PanelRange panels)
    {
        if (mode == PassMode.Inference)
        {
            input.Panels(panels).CopyTo(Output.Panels(panels));
            return;
        }

        BatchTensor<T> factors = mask ?? Create(ref mask);
        for (int panel = panels.Start; panel < panels.End; panel++)
        {
            DrawMask(factors.Panel(panel), panel * BatchTensor<T>.PanelWidth);
        }

        TensorPrimitives.Multiply(input.Panels(panels), factors.Panels(panels), Output.Panels(panels));
    }

    /// <inheritdoc/>
    protected override void MapTangent(BatchTensor<T> input, BatchTensor<T> inputTangent) => inputTangent.Values.CopyTo(OutputTangent.Values);

    /// <inheritdoc/>
    protected override void MapGradient(
        BatchTensor<T> input, BatchTensor<T> outputGradient, BatchTensor<T> inputGradient, PassMode mode, PanelRange panels)
    {
        if (mode == PassMode.Training && mask is not null)
        {
            TensorPrimitives.Multiply(outputGradient.Panels(panels), mask.Panels(panels), inputGradient.Panels(panels));
        }
        else
        {
            outputGradient.Panels(panels).CopyTo(inputGradient.Panels(panels));
        }
    }

    /// <summary>The number of row r and feature f is the (r * features + f)-th of the step's stream, whatever thread draws it.</summary>
    private void DrawMask(Span<T> factors, int firstRow)
    {
        int features = OutputShape.Size;
        for (int i = 0; i < factors.Length; i++)
        {
            (int feature, int lane) = Math.DivRem(i, BatchTensor<T>.PanelWidth);
            ulong index = ((ulong)(firstRow + lane) * (ulong)features) + (ulong)feature;
            ulong bits = RandomSource.Mix(key + ((index + 1) * RandomSource.Gamma));
            factors[i] = bits >> 11 < threshold ? T.Zero : scale;
        }
    }
}
