using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>A linear map without bias over some channels of a layer's input: a matrix, or a convolution that keeps height and width.</summary>
internal sealed class LinearMap<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AffinePass<T> pass;
    private readonly Range parameters;

    /// <summary>Binds the map.</summary>
    /// <param name="outputs">Channels of the output.</param>
    /// <param name="kernelSize">The side of the kernel; of no meaning over a vector.</param>
    /// <param name="input">The shape of the layer's input.</param>
    /// <param name="channels">What the map reads of it.</param>
    /// <param name="offset">Where its weights start among the layer's parameters; moved past them.</param>
    /// <param name="rowCapacity">The most rows of a batch.</param>
    public LinearMap(int outputs, int kernelSize, Shape input, ChannelRange channels, ref int offset, int rowCapacity)
    {
        Input = new ChannelSlice<T>(input, channels, rowCapacity);
        LayerDefinition layer = input.IsVector
            ? new Dense(outputs, new Identity())
            : new Convolution2D(outputs, kernelSize, kernelSize, new Identity()) { Padding = Padding.Same };
        pass = (AffinePass<T>)layer.CreatePass<T>(Input.Shape, rowCapacity);
        pass.HasBias = false;
        int count = outputs * Input.Shape.Channels * kernelSize * kernelSize;
        parameters = offset..(offset += count);
    }

    /// <summary>What it reads.</summary>
    public ChannelSlice<T> Input { get; }

    /// <summary>What it computes; its gradient and tangents are there.</summary>
    public LayerPass<T> Pass => pass;

    public void SetRows(int rows)
    {
        Input.SetRows(rows);
        pass.SetRows(rows);
    }

    public void Forward(BatchTensor<T> input, ReadOnlySpan<T> layer, PassMode mode, PanelRange panels) =>
        pass.Forward(Input.Read(input, panels), layer[parameters], [], mode, panels);

    /// <summary>Carries the output gradient back and adds the map's share to the input gradient.</summary>
    public void Backward(BatchTensor<T> input, ReadOnlySpan<T> layer, PassMode mode, BatchTensor<T>? inputGradient, PanelRange panels)
    {
        BatchTensor<T>? target = Input.Gradient(inputGradient);
        pass.Backward(Input.Of(input), layer[parameters], [], mode, target, panels);
        Input.AddTo(inputGradient, target, panels);
    }

    public void Gradient(BatchTensor<T> input, Span<T> layer, ref int firstUnit, ref int endUnit)
    {
        int first = Math.Clamp(firstUnit, 0, pass.GradientUnits);
        int end = Math.Clamp(endUnit, 0, pass.GradientUnits);
        if (first < end)
        {
            pass.Gradient(Input.Of(input), layer[parameters], first, end);
        }

        firstUnit -= pass.GradientUnits;
        endUnit -= pass.GradientUnits;
    }

    public void ForwardTangent(BatchTensor<T> input, BatchTensor<T>? inputTangent, ReadOnlySpan<T> layer, ReadOnlySpan<T> direction) =>
        pass.ForwardTangent(Input.Of(input), Input.ReadTangent(inputTangent), layer[parameters], direction[parameters], []);

    /// <summary>Carries the output gradient and its tangent back and adds the map's shares.</summary>
    public void BackwardTangent(
        BatchTensor<T> input,
        BatchTensor<T>? inputTangent,
        ReadOnlySpan<T> layer,
        ReadOnlySpan<T> direction,
        BatchTensor<T>? inputGradient,
        BatchTensor<T>? inputGradientTangent)
    {
        BatchTensor<T>? target = Input.Gradient(inputGradient);
        BatchTensor<T>? targetTangent = Input.GradientTangent(inputGradientTangent);
        pass.BackwardTangent(
            Input.Of(input), Input.TangentOf(inputTangent), layer[parameters], direction[parameters], [], target, targetTangent);
        PanelRange all = pass.Output.AllPanels;
        Input.AddTo(inputGradient, target, all);
        Input.AddTo(inputGradientTangent, targetTangent, all);
    }

    public void GradientTangent(BatchTensor<T> input, BatchTensor<T>? inputTangent, Span<T> product) =>
        pass.GradientTangent(Input.Of(input), Input.TangentOf(inputTangent), product[parameters]);
}
