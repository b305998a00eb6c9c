using System.Numerics.Tensors;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>The passes of <see cref="Elman"/>: backpropagation through time.</summary>
/// <remarks>
/// <para>With e_t = dE/dh_t and d_t = dE/dz_t: d_t = f'(z_t) e_t; e_(t-1) = U' d_t; dE/dx_t = W' d_t; dE/dW = sum d_t x_t'; dE/dU = sum d_t h_(t-1)'; dE/db = sum d_t.</para>
/// <para>With D the tangent and (V, R, c) the direction: Dz_t = V x_t + R h_(t-1) + c + W Dx_t + U Dh_(t-1); Dh_t = f' Dz_t; Dd_t = f' De_t + f'' Dz_t e_t;
/// De_(t-1) = R' d_t + U' Dd_t; D dE/dx_t = V' d_t + W' Dd_t; D dE/dW = sum Dd_t x_t' + d_t Dx_t'; D dE/dU = sum Dd_t h_(t-1)' + d_t Dh_(t-1)'.</para>
/// <para>All steps of a panel lie behind one another, [step][unit][32 rows].</para>
/// </remarks>
internal sealed partial class ElmanPass<T> : LayerPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Lanes = BatchTensor<T>.PanelWidth;
    private readonly Activation activation;
    private readonly int steps;
    private readonly int width;
    private readonly int units;
    private readonly BatchTensor<T> states;
    private readonly BatchTensor<T> stateGradients;

    /// <summary>Binds the layer to the features of a step.</summary>
    public ElmanPass(Elman layer, int width, int rowCapacity)
        : base(Shape.Vector(checked(layer.Steps * width)), Shape.Vector(layer.Units), rowCapacity)
    {
        (activation, steps, units, this.width) = (layer.Activation, layer.Steps, layer.Units, width);
        Output = new BatchTensor<T>(units, rowCapacity);
        states = new BatchTensor<T>(checked(steps * units), rowCapacity);
        stateGradients = new BatchTensor<T>(steps * units, rowCapacity);
    }

    /// <inheritdoc/>
    public override BatchTensor<T> Output { get; }

    /// <inheritdoc/>
    /// <remarks>One for each row of (W, U, b).</remarks>
    public override int GradientUnits => units;

    /// <inheritdoc/>
    public override long OperationsPerRow => 2L * steps * units * (width + units);

    /// <inheritdoc/>
    public override void SetRows(int rows)
    {
        base.SetRows(rows);
        states.Rows = stateGradients.Rows = rows;
        SetRows(stateTangents, rows);
        SetRows(curvatures, rows);
        SetRows(stateGradientTangents, rows);
    }

    /// <inheritdoc/>
    public override void Forward(BatchTensor<T> input, ReadOnlySpan<T> parameters, Span<T> state, PassMode mode, PanelRange panels)
    {
        Split(parameters, out ReadOnlySpan<T> w, out ReadOnlySpan<T> u, out ReadOnlySpan<T> b);
        for (int panel = panels.Start; panel < panels.End; panel++)
        {
            for (int t = 0; t < steps; t++)
            {
                Span<T> h = State(states, panel, t);
                DenseKernel.Forward(w, b, Step(input, panel, t), h, units, width, 1, accumulate: false);
                if (t > 0)
                {
                    DenseKernel.Forward(u, [], State(states, panel, t - 1), h, units, units, 1, accumulate: true);
                }

                activation.Apply(h);
            }

            State(states, panel, steps - 1).CopyTo(Output.Panel(panel));
        }
    }

    /// <inheritdoc/>
    public override void Backward(
        BatchTensor<T> input, ReadOnlySpan<T> parameters, ReadOnlySpan<T> state, PassMode mode, BatchTensor<T>? inputGradient, PanelRange panels)
    {
        Split(parameters, out ReadOnlySpan<T> w, out ReadOnlySpan<T> u, out _);
        for (int panel = panels.Start; panel < panels.End; panel++)
        {
            OutputGradient.Panel(panel).CopyTo(State(stateGradients, panel, steps - 1));
            for (int t = steps - 1; t >= 0; t--)
            {
                Span<T> d = State(stateGradients, panel, t);
                activation.MultiplyByDerivative<T>(State(states, panel, t), d);
                if (t > 0)
                {
                    DenseKernel.InputGradient(u, d, State(stateGradients, panel, t - 1), units, units, 1, accumulate: false);
                }

                if (inputGradient is not null)
                {
                    DenseKernel.InputGradient(w, d, Step(inputGradient, panel, t), units, width, 1, accumulate: false);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void Gradient(BatchTensor<T> input, Span<T> gradient, int firstUnit, int endUnit)
    {
        for (int unit = firstUnit; unit < endUnit; unit++)
        {
            ClearRow(gradient, unit);
            AddProducts(stateGradients, input, states, gradient, unit);
            for (int t = 0; t < steps; t++)
            {
                AddBias(stateGradients, gradient, unit, t);
            }
        }
    }

    private Span<T> State(BatchTensor<T> tensor, int panel, int t) => tensor.Panel(panel).Slice(t * units * Lanes, units * Lanes);

    private Span<T> Step(BatchTensor<T> tensor, int panel, int t) => tensor.Panel(panel).Slice(t * width * Lanes, width * Lanes);

    private void ClearRow(Span<T> gradient, int unit)
    {
        gradient.Slice(unit * width, width).Clear();
        gradient.Slice((units * width) + (unit * units), units).Clear();
        gradient[(units * (width + units)) + unit] = T.Zero;
    }

    /// <summary>Adds sum d_t x_t' and sum d_t h_(t-1)' for one row of W and U.</summary>
    private void AddProducts(BatchTensor<T> gradients, BatchTensor<T> input, BatchTensor<T> previous, Span<T> gradient, int unit)
    {
        Span<T> w = gradient.Slice(unit * width, width);
        Span<T> u = gradient.Slice((units * width) + (unit * units), units);
        for (int panel = 0; panel < gradients.PanelCount; panel++)
        {
            for (int t = 0; t < steps; t++)
            {
                ReadOnlySpan<T> d = State(gradients, panel, t).Slice(unit * Lanes, Lanes);
                AddDots(d, Step(input, panel, t), w);
                if (t > 0)
                {
                    AddDots(d, State(previous, panel, t - 1), u);
                }
            }
        }
    }

    private void AddBias(BatchTensor<T> gradients, Span<T> gradient, int unit, int t)
    {
        for (int panel = 0; panel < gradients.PanelCount; panel++)
        {
            gradient[(units * (width + units)) + unit] += TensorPrimitives.Sum<T>(State(gradients, panel, t).Slice(unit * Lanes, Lanes));
        }
    }

    private static void AddDots(ReadOnlySpan<T> d, ReadOnlySpan<T> features, Span<T> sums)
    {
        for (int j = 0; j < sums.Length; j++)
        {
            sums[j] += TensorPrimitives.Dot(d, features.Slice(j * Lanes, Lanes));
        }
    }

    private void Split(ReadOnlySpan<T> block, out ReadOnlySpan<T> w, out ReadOnlySpan<T> u, out ReadOnlySpan<T> b)
    {
        w = block[..(units * width)];
        u = block.Slice(units * width, units * units);
        b = block[(units * (width + units))..];
    }
}
