using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>A layer at work: its buffers, and its forward, backward and tangent passes, each explicit.</summary>
/// <remarks>
/// <para>Notation: x the input, p the layer's parameters, y the output, z the pre-activation (y = f(z)), E the objective.</para>
/// <para>Order of calls: <see cref="Forward"/>; the caller fills <see cref="OutputGradient"/> with dE/dy; <see cref="Backward"/>;
/// <see cref="Gradient"/>. Forward and backward work on a range of panels, gradients on a range of units, so that threads share the
/// work; each number is computed by the same operations in the same order whatever the ranges, hence the result does not depend
/// on the number of threads.</para>
/// <para>For H v (Pearlmutter 1994): <see cref="Forward"/>; <see cref="ForwardTangent"/>; the caller fills <see cref="OutputGradient"/> and
/// <see cref="OutputGradientTangent"/>; <see cref="BackwardTangent"/>, which does <see cref="Backward"/>'s work as well;
/// <see cref="GradientTangent"/>. A tangent is the derivative along the direction v in parameter space.</para>
/// <para>After the first step no call allocates.</para>
/// </remarks>
/// <typeparam name="T">Single for training, double for analysis.</typeparam>
public abstract class LayerPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private BatchTensor<T>? outputGradient;
    private BatchTensor<T>? outputTangent;
    private BatchTensor<T>? outputGradientTangent;

    /// <summary>Binds a layer to its shapes and the largest batch.</summary>
    protected LayerPass(Shape inputShape, Shape outputShape, int rowCapacity)
    {
        InputShape = inputShape;
        OutputShape = outputShape;
        RowCapacity = rowCapacity;
    }

    /// <summary>The shape of a row of input.</summary>
    public Shape InputShape { get; }

    /// <summary>The shape of a row of output.</summary>
    public Shape OutputShape { get; }

    /// <summary>The most rows of a batch.</summary>
    public int RowCapacity { get; }

    /// <summary>The output y of the last forward pass, batch x output size.</summary>
    public abstract BatchTensor<T> Output { get; }

    /// <summary>dE/dy before <see cref="Backward"/>; dE/dz after it, where the layer has an activation (and before it where the layer above writes dE/dz).</summary>
    public virtual BatchTensor<T> OutputGradient => outputGradient ?? Create(ref outputGradient);

    /// <summary>The tangent of y.</summary>
    public virtual BatchTensor<T> OutputTangent => outputTangent ?? Create(ref outputTangent);

    /// <summary>The tangent of dE/dy before <see cref="BackwardTangent"/>; of dE/dz after it.</summary>
    public virtual BatchTensor<T> OutputGradientTangent => outputGradientTangent ?? Create(ref outputGradientTangent);

    /// <summary>Whether a row's output depends on other rows in training (batch normalization): then every call takes all panels at once.</summary>
    public virtual bool CouplesRows => false;

    /// <summary>Into how many independent units <see cref="Gradient"/> falls; 0 without parameters.</summary>
    public abstract int GradientUnits { get; }

    /// <summary>Floating-point operations of the forward pass per row, to judge whether threads pay.</summary>
    public virtual long OperationsPerRow => 0;

    /// <summary>Tells stochastic layers which numbers to draw in this step; equal streams, equal masks.</summary>
    public virtual void BeginStep(RandomSource random)
    {
    }

    /// <summary>Sets the rows of every buffer of this layer that is in use.</summary>
    public virtual void SetRows(int rows)
    {
        Output.Rows = rows;
        SetRows(outputGradient, rows);
        SetRows(outputTangent, rows);
        SetRows(outputGradientTangent, rows);
    }

    /// <summary>Computes <see cref="Output"/> for the panels.</summary>
    /// <param name="input">x, batch x input size.</param>
    /// <param name="parameters">p, the layer's slice of the flat vector.</param>
    /// <param name="state">The layer's running statistics; updated in training mode by layers that have any.</param>
    /// <param name="mode">Training or inference.</param>
    /// <param name="panels">The panels to compute.</param>
    public abstract void Forward(BatchTensor<T> input, ReadOnlySpan<T> parameters, Span<T> state, PassMode mode, PanelRange panels);

    /// <summary>Turns <see cref="OutputGradient"/> into dE/dz and writes dE/dx, for the panels.</summary>
    /// <param name="input">The x of the forward pass.</param>
    /// <param name="parameters">p.</param>
    /// <param name="state">The layer's running statistics.</param>
    /// <param name="mode">The mode of the forward pass.</param>
    /// <param name="inputGradient">Receives dE/dx, overwritten; null where nobody needs it (the first layer).</param>
    /// <param name="panels">The panels to compute.</param>
    public abstract void Backward(
        BatchTensor<T> input, ReadOnlySpan<T> parameters, ReadOnlySpan<T> state, PassMode mode, BatchTensor<T>? inputGradient, PanelRange panels);

    /// <summary>Writes the part of dE/dp that the units [<paramref name="firstUnit"/>, <paramref name="endUnit"/>) own, overwriting it.</summary>
    /// <param name="input">The x of the forward pass.</param>
    /// <param name="gradient">dE/dp, the layer's slice of the flat gradient.</param>
    /// <param name="firstUnit">The first unit.</param>
    /// <param name="endUnit">One past the last unit.</param>
    public abstract void Gradient(BatchTensor<T> input, Span<T> gradient, int firstUnit, int endUnit);

    /// <summary>Computes <see cref="OutputTangent"/>, in inference mode, for all rows.</summary>
    /// <param name="input">The x of the forward pass.</param>
    /// <param name="inputTangent">The tangent of x; null where it is zero (the first layer).</param>
    /// <param name="parameters">p.</param>
    /// <param name="direction">v, the tangent of p.</param>
    /// <param name="state">The layer's running statistics.</param>
    public abstract void ForwardTangent(
        BatchTensor<T> input, BatchTensor<T>? inputTangent, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction, ReadOnlySpan<T> state);

    /// <summary>
    /// Turns <see cref="OutputGradient"/> and <see cref="OutputGradientTangent"/> into dE/dz and its tangent, and writes dE/dx and its tangent,
    /// in inference mode, for all rows.
    /// </summary>
    /// <param name="input">The x of the forward pass.</param>
    /// <param name="inputTangent">The tangent of x; null where it is zero.</param>
    /// <param name="parameters">p.</param>
    /// <param name="direction">v.</param>
    /// <param name="state">The layer's running statistics.</param>
    /// <param name="inputGradient">Receives dE/dx; null where nobody needs it.</param>
    /// <param name="inputGradientTangent">Receives the tangent of dE/dx; null exactly where <paramref name="inputGradient"/> is.</param>
    public abstract void BackwardTangent(
        BatchTensor<T> input,
        BatchTensor<T>? inputTangent,
        ReadOnlySpan<T> parameters,
        ReadOnlySpan<T> direction,
        ReadOnlySpan<T> state,
        BatchTensor<T>? inputGradient,
        BatchTensor<T>? inputGradientTangent);

    /// <summary>Writes the tangent of dE/dp: the layer's slice of H v.</summary>
    /// <param name="input">The x of the forward pass.</param>
    /// <param name="inputTangent">The tangent of x; null where it is zero.</param>
    /// <param name="product">Receives the slice, overwritten.</param>
    public abstract void GradientTangent(BatchTensor<T> input, BatchTensor<T>? inputTangent, Span<T> product);

    /// <summary>A zeroed tensor of the output's size with as many rows as <see cref="Output"/> has now.</summary>
    protected BatchTensor<T> NewOutputTensor() => new(OutputShape.Size, RowCapacity) { Rows = Output.Rows };

    /// <summary>Creates a buffer on first use; threads may ask for it at once and get the same one.</summary>
    protected BatchTensor<T> Create(ref BatchTensor<T>? tensor)
    {
        Interlocked.CompareExchange(ref tensor, NewOutputTensor(), null);
        return tensor;
    }

    /// <summary>Sets the rows of a buffer that may not exist yet.</summary>
    protected static void SetRows(BatchTensor<T>? tensor, int rows)
    {
        if (tensor is not null)
        {
            tensor.Rows = rows;
        }
    }
}
