using System.Numerics.Tensors;
using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <content>The tangent passes: products with the Hessian.</content>
internal sealed partial class ElmanPass<T>
{
    private BatchTensor<T>? stateTangents;
    private BatchTensor<T>? curvatures;
    private BatchTensor<T>? stateGradientTangents;

    /// <inheritdoc/>
    public override void ForwardTangent(
        BatchTensor<T> input, BatchTensor<T>? inputTangent, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction, ReadOnlySpan<T> state)
    {
        stateTangents ??= NewStates();
        curvatures ??= NewStates();
        Split(parameters, out ReadOnlySpan<T> w, out ReadOnlySpan<T> u, out _);
        Split(direction, out ReadOnlySpan<T> dw, out ReadOnlySpan<T> du, out ReadOnlySpan<T> db);
        for (int panel = 0; panel < Output.PanelCount; panel++)
        {
            for (int t = 0; t < steps; t++)
            {
                Span<T> tangent = State(stateTangents, panel, t);
                DenseKernel.Forward(dw, db, Step(input, panel, t), tangent, units, width, 1, accumulate: false);
                if (inputTangent is not null)
                {
                    DenseKernel.Forward(w, [], Step(inputTangent, panel, t), tangent, units, width, 1, accumulate: true);
                }

                if (t > 0)
                {
                    DenseKernel.Forward(du, [], State(states, panel, t - 1), tangent, units, units, 1, accumulate: true);
                    DenseKernel.Forward(u, [], State(stateTangents, panel, t - 1), tangent, units, units, 1, accumulate: true);
                }

                // f'' Dz: the backward pass needs it, and Dz is about to become Dh.
                Span<T> curvature = State(curvatures, panel, t);
                activation.SecondDerivative<T>(State(states, panel, t), curvature);
                TensorPrimitives.Multiply(curvature, tangent, curvature);
                activation.MultiplyByDerivative<T>(State(states, panel, t), tangent);
            }

            State(stateTangents, panel, steps - 1).CopyTo(OutputTangent.Panel(panel));
        }
    }

    /// <inheritdoc/>
    public override void BackwardTangent(
        BatchTensor<T> input,
        BatchTensor<T>? inputTangent,
        ReadOnlySpan<T> parameters,
        ReadOnlySpan<T> direction,
        ReadOnlySpan<T> state,
        BatchTensor<T>? inputGradient,
        BatchTensor<T>? inputGradientTangent)
    {
        stateGradientTangents ??= NewStates();
        Split(parameters, out ReadOnlySpan<T> w, out ReadOnlySpan<T> u, out _);
        Split(direction, out ReadOnlySpan<T> dw, out ReadOnlySpan<T> du, out _);
        for (int panel = 0; panel < Output.PanelCount; panel++)
        {
            OutputGradient.Panel(panel).CopyTo(State(stateGradients, panel, steps - 1));
            OutputGradientTangent.Panel(panel).CopyTo(State(stateGradientTangents, panel, steps - 1));
            for (int t = steps - 1; t >= 0; t--)
            {
                Span<T> d = State(stateGradients, panel, t);
                Span<T> tangent = State(stateGradientTangents, panel, t);
                activation.MultiplyByDerivative<T>(State(states, panel, t), tangent);
                TensorPrimitives.FusedMultiplyAdd(State(curvatures!, panel, t), d, tangent, tangent);
                activation.MultiplyByDerivative<T>(State(states, panel, t), d);
                if (t > 0)
                {
                    PullBack(u, du, d, tangent, State(stateGradients, panel, t - 1), State(stateGradientTangents, panel, t - 1), units);
                }

                if (inputGradient is not null && inputGradientTangent is not null)
                {
                    PullBack(w, dw, d, tangent, Step(inputGradient, panel, t), Step(inputGradientTangent, panel, t), width);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void GradientTangent(BatchTensor<T> input, BatchTensor<T>? inputTangent, Span<T> product)
    {
        for (int unit = 0; unit < units; unit++)
        {
            ClearRow(product, unit);
            AddProducts(stateGradientTangents!, input, states, product, unit);
            for (int t = 0; t < steps; t++)
            {
                AddBias(stateGradientTangents!, product, unit, t);
            }

            AddTangentProducts(inputTangent, product, unit);
        }
    }

    /// <summary>Adds sum d_t Dx_t' and sum d_t Dh_(t-1)' for one row.</summary>
    private void AddTangentProducts(BatchTensor<T>? inputTangent, Span<T> product, int unit)
    {
        Span<T> w = product.Slice(unit * width, width);
        Span<T> u = product.Slice((units * width) + (unit * units), units);
        for (int panel = 0; panel < stateGradients.PanelCount; panel++)
        {
            for (int t = 0; t < steps; t++)
            {
                ReadOnlySpan<T> d = State(stateGradients, panel, t).Slice(unit * Lanes, Lanes);
                if (inputTangent is not null)
                {
                    AddDots(d, Step(inputTangent, panel, t), w);
                }

                if (t > 0)
                {
                    AddDots(d, State(stateTangents!, panel, t - 1), u);
                }
            }
        }
    }

    /// <summary>A' d and its tangent V' d + A' Dd.</summary>
    private void PullBack(
        ReadOnlySpan<T> matrix, ReadOnlySpan<T> direction, ReadOnlySpan<T> d, ReadOnlySpan<T> tangent, Span<T> gradient, Span<T> gradientTangent, int columns)
    {
        DenseKernel.InputGradient(matrix, d, gradient, units, columns, 1, accumulate: false);
        DenseKernel.InputGradient(direction, d, gradientTangent, units, columns, 1, accumulate: false);
        DenseKernel.InputGradient(matrix, tangent, gradientTangent, units, columns, 1, accumulate: true);
    }

    private BatchTensor<T> NewStates() => new(steps * units, RowCapacity) { Rows = Output.Rows };
}
