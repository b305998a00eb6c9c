using System.Numerics.Tensors;
using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Neurons;

/// <summary>Skip neurons at work: f_k = f0_k + a_k phi(u_k), u_k = w_k'x + b_k, for K outputs.</summary>
/// <remarks>
/// <para>With g = dE/df: dE/da_k = sum g_k phi(u_k); e_k = dE/du_k = a_k g_k phi'(u_k); dE/dw_k = sum e_k x; dE/db_k = sum e_k; and dE/df0 = g.</para>
/// <para>With D the tangent and (A, W, B) the direction: Du = W x + B; Df = Df0 + A phi + a phi' Du; D dE/da = sum Dg phi + g phi' Du;
/// De = A g phi' + a Dg phi' + a g phi'' Du; and x has no tangent.</para>
/// <para>Parameters, in order: a (K), w (K x d), b (K).</para>
/// </remarks>
internal sealed class SkipPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Lanes = BatchTensor<float>.PanelWidth;
    private readonly NeuronTerm<T> term;
    private readonly int outputs;
    private readonly int inputs;
    private readonly BatchTensor<T> exponents;
    private readonly BatchTensor<T> values;
    private readonly BatchTensor<T> slopes;
    private readonly BatchTensor<T> scaleGradient;
    private readonly BatchTensor<T> exponentGradient;
    private BatchTensor<T>? exponentTangent;
    private BatchTensor<T>? scratch;

    public SkipPass(NeuronTerm<T> term, int inputs, int outputs, int rowCapacity)
    {
        this.term = term;
        this.inputs = inputs;
        this.outputs = outputs;
        exponents = new BatchTensor<T>(outputs, rowCapacity);
        values = new BatchTensor<T>(outputs, rowCapacity);
        slopes = new BatchTensor<T>(outputs, rowCapacity);
        scaleGradient = new BatchTensor<T>(outputs, rowCapacity);
        exponentGradient = new BatchTensor<T>(outputs, rowCapacity);
        Output = new BatchTensor<T>(outputs, rowCapacity);
    }

    /// <summary>f, the neurons included.</summary>
    public BatchTensor<T> Output { get; }

    /// <summary>Units of <see cref="Gradient"/>: one per neuron.</summary>
    public int GradientUnits => outputs;

    /// <summary>Floating-point operations of the forward pass per row.</summary>
    public long OperationsPerRow => 2L * inputs * outputs;

    public void SetRows(int rows)
    {
        exponents.Rows = values.Rows = slopes.Rows = scaleGradient.Rows = exponentGradient.Rows = Output.Rows = rows;
        if (exponentTangent is not null && scratch is not null)
        {
            exponentTangent.Rows = scratch.Rows = rows;
        }
    }

    /// <summary>Computes <see cref="Output"/> for the panels.</summary>
    public void Forward(BatchTensor<T> input, BatchTensor<T> baseOutput, ReadOnlySpan<T> parameters, PanelRange panels)
    {
        Split(parameters, out ReadOnlySpan<T> a, out ReadOnlySpan<T> w, out ReadOnlySpan<T> b);
        DenseKernel.Forward(w, b, input.Panels(panels), exponents.Panels(panels), outputs, inputs, panels.Count, accumulate: false);
        term.Evaluate(exponents.Panels(panels), values.Panels(panels), slopes.Panels(panels));
        ScaleRows(values.Panels(panels), a, Output.Panels(panels));
        TensorPrimitives.Add(Output.Panels(panels), baseOutput.Panels(panels), Output.Panels(panels));
    }

    /// <summary>Prepares <see cref="Gradient"/> from g = dE/df, for the panels; to be called before the base network changes g.</summary>
    public void Backward(BatchTensor<T> outputGradient, ReadOnlySpan<T> parameters, PanelRange panels)
    {
        Split(parameters, out ReadOnlySpan<T> a, out _, out _);
        ReadOnlySpan<T> g = outputGradient.Panels(panels);
        TensorPrimitives.Multiply(g, values.Panels(panels), scaleGradient.Panels(panels));
        TensorPrimitives.Multiply(g, slopes.Panels(panels), exponentGradient.Panels(panels));
        ScaleRows(exponentGradient.Panels(panels), a, exponentGradient.Panels(panels));
    }

    /// <summary>Adds the neurons' part of dE/dx, sum_k e_k w_k, for all rows, after <see cref="Backward"/>.</summary>
    public void AddInputGradient(BatchTensor<T> inputGradient, ReadOnlySpan<T> parameters)
    {
        Split(parameters, out _, out ReadOnlySpan<T> w, out _);
        DenseKernel.InputGradient(w, exponentGradient.Values, inputGradient.Values, outputs, inputs, Output.PanelCount, accumulate: true);
    }

    /// <summary>Writes the gradients of the neurons [<paramref name="firstUnit"/>, <paramref name="endUnit"/>).</summary>
    public void Gradient(BatchTensor<T> input, Span<T> gradient, int firstUnit, int endUnit)
    {
        int rows = Output.Rows;
        DenseKernel.BiasGradient(scaleGradient.Values, gradient[firstUnit..outputs], rows, outputs, firstUnit, endUnit);
        DenseKernel.WeightGradient(
            exponentGradient.Values, input.Strips, gradient[(outputs + (firstUnit * inputs))..], rows, outputs, RowLayout.Strips(inputs), firstUnit, endUnit, accumulate: false);
        DenseKernel.BiasGradient(exponentGradient.Values, gradient[(outputs + (outputs * inputs) + firstUnit)..], rows, outputs, firstUnit, endUnit);
    }

    /// <summary>Adds the neurons' part to the tangent of the output, for all rows.</summary>
    public void ForwardTangent(BatchTensor<T> input, BatchTensor<T> outputTangent, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction)
    {
        exponentTangent ??= NewTensor();
        scratch ??= NewTensor();
        Split(parameters, out ReadOnlySpan<T> a, out _, out _);
        Split(direction, out ReadOnlySpan<T> da, out ReadOnlySpan<T> dw, out ReadOnlySpan<T> db);
        DenseKernel.Forward(dw, db, input.Values, exponentTangent.Values, outputs, inputs, Output.PanelCount, accumulate: false);
        ScaleRows(values.Values, da, scratch.Values);
        TensorPrimitives.Add(outputTangent.Values, scratch.Values, outputTangent.Values);
        TensorPrimitives.Multiply(slopes.Values, exponentTangent.Values, scratch.Values);
        ScaleRows(scratch.Values, a, scratch.Values);
        TensorPrimitives.Add(outputTangent.Values, scratch.Values, outputTangent.Values);
    }

    /// <summary>Turns the gradients that <see cref="Gradient"/> sums into their tangents, for all rows; g and its tangent are read.</summary>
    public void BackwardTangent(
        BatchTensor<T> outputGradient, BatchTensor<T> outputGradientTangent, ReadOnlySpan<T> parameters, ReadOnlySpan<T> direction)
    {
        Split(parameters, out ReadOnlySpan<T> a, out _, out _);
        Split(direction, out ReadOnlySpan<T> da, out _, out _);
        Span<T> g = outputGradient.Values;
        Span<T> tangent = outputGradientTangent.Values;
        Span<T> du = exponentTangent!.Values;
        Span<T> work = scratch!.Values;

        // D dE/da per row: Dg phi + g phi' Du.
        TensorPrimitives.Multiply(tangent, values.Values, scaleGradient.Values);
        TensorPrimitives.Multiply(g, slopes.Values, work);
        TensorPrimitives.FusedMultiplyAdd(work, du, scaleGradient.Values, scaleGradient.Values);

        // De per row: A (g phi') + a (Dg phi' + g phi'' Du).
        ScaleRows(work, da, exponentGradient.Values);
        term.SecondDerivative(exponents.Values, work);
        TensorPrimitives.Multiply(work, g, work);
        TensorPrimitives.Multiply(work, du, work);
        TensorPrimitives.FusedMultiplyAdd(tangent, slopes.Values, work, work);
        ScaleRows(work, a, work);
        TensorPrimitives.Add(exponentGradient.Values, work, exponentGradient.Values);
    }

    /// <summary>Writes the tangents of the gradients, after <see cref="BackwardTangent"/>.</summary>
    public void GradientTangent(BatchTensor<T> input, Span<T> product) => Gradient(input, product, 0, outputs);

    /// <summary>Exponents beyond the clamp among the real rows of a panel.</summary>
    public int CountClamped(int panel)
    {
        int count = 0;
        for (int k = 0; k < outputs; k++)
        {
            count += term.CountClamped(exponents.Panel(panel).Slice(k * Lanes, exponents.RowsIn(panel)));
        }

        return count;
    }

    /// <summary>The largest |phi(u_k)| among the real rows, at least <paramref name="atLeast"/>.</summary>
    public double LargestValue(int neuron, double atLeast)
    {
        double largest = atLeast;
        for (int panel = 0; panel < values.PanelCount; panel++)
        {
            foreach (T value in values.Panel(panel).Slice(neuron * Lanes, values.RowsIn(panel)))
            {
                largest = Math.Max(largest, Math.Abs(double.CreateTruncating(value)));
            }
        }

        return largest;
    }

    private static void ScaleRows(ReadOnlySpan<T> panels, ReadOnlySpan<T> factors, Span<T> destination)
    {
        for (int start = 0, k = 0; start < panels.Length; start += Lanes, k = k + 1 == factors.Length ? 0 : k + 1)
        {
            TensorPrimitives.Multiply(panels.Slice(start, Lanes), factors[k], destination.Slice(start, Lanes));
        }
    }

    private BatchTensor<T> NewTensor() => new(outputs, Output.RowCapacity) { Rows = Output.Rows };

    private void Split(ReadOnlySpan<T> block, out ReadOnlySpan<T> a, out ReadOnlySpan<T> w, out ReadOnlySpan<T> b)
    {
        a = block[..outputs];
        w = block.Slice(outputs, outputs * inputs);
        b = block.Slice(outputs + (outputs * inputs), outputs);
    }
}
