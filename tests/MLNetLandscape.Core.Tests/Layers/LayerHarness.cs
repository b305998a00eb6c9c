using System.Numerics;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Layers;

/// <summary>One layer under the objective E = sum over rows and features of c y + q y^2 / 2, with random c and q: a smooth function of parameters and inputs.</summary>
internal sealed class LayerHarness<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LayerPass<T> pass;
    private readonly BatchTensor<T> input;
    private readonly BatchTensor<T> inputTangent;
    private readonly BatchTensor<T> inputGradient;
    private readonly BatchTensor<T> inputGradientTangent;
    private readonly double[] c;
    private readonly double[] q;
    private readonly int rows;

    public LayerHarness(LayerDefinition layer, Shape shape, int rows, long seed = 1, int? rowCapacity = null)
    {
        this.rows = rows;
        int capacity = rowCapacity ?? rows;
        RandomSource random = new(seed);
        int outputs = layer.GetOutputShape(shape).Size;
        Parameters = Draw(layer.GetParameterCount(shape), ref random);
        State = new T[layer.GetStateCount(shape)];
        layer.Initialize(shape, new T[Parameters.Length], State, random);
        for (int i = 0; i < State.Length; i++)
        {
            State[i] += T.CreateTruncating(0.3 * ((2 * random.NextDouble()) - 1));
        }

        Inputs = Draw(rows * shape.Size, ref random);
        c = Array.ConvertAll(Draw(rows * outputs, ref random), double.CreateTruncating);
        q = Array.ConvertAll(Draw(rows * outputs, ref random), double.CreateTruncating);
        pass = layer.CreatePass<T>(shape, capacity);
        input = new BatchTensor<T>(shape.Size, capacity);
        inputTangent = new BatchTensor<T>(shape.Size, capacity);
        inputGradient = new BatchTensor<T>(shape.Size, capacity);
        inputGradientTangent = new BatchTensor<T>(shape.Size, capacity);
        SetRows(rows);
    }

    public T[] Parameters { get; }

    public T[] State { get; }

    public T[] Inputs { get; }

    public LayerPass<T> Pass => pass;

    public BatchTensor<T> InputGradient => inputGradient;

    /// <summary>E.</summary>
    public double Value(PassMode mode)
    {
        Forward(mode, SplitPanels(int.MaxValue));
        double sum = 0;
        for (int row = 0; row < rows; row++)
        {
            for (int f = 0; f < pass.Output.Features; f++)
            {
                double y = double.CreateTruncating(pass.Output[row, f]);
                sum += (C(row, f) * y) + (0.5 * Q(row, f) * y * y);
            }
        }

        return sum;
    }

    /// <summary>dE/dp and dE/dx, the latter row by row; with panels and units taken so many at a time, the last first.</summary>
    public (T[] Parameters, T[] Inputs) Gradient(PassMode mode, int panelsAtATime = int.MaxValue, int unitsAtATime = int.MaxValue)
    {
        List<PanelRange> ranges = SplitPanels(panelsAtATime);
        Forward(mode, ranges);
        FillOutputGradient();
        foreach (PanelRange panels in ranges)
        {
            pass.Backward(input, Parameters, State, mode, inputGradient, panels);
        }

        T[] gradient = Enumerable.Repeat(T.NaN, Parameters.Length).ToArray();
        for (int end = pass.GradientUnits; end > 0; end -= Math.Min(unitsAtATime, end))
        {
            pass.Gradient(input, gradient, Math.Max(end - unitsAtATime, 0), end);
        }

        return (gradient, Rows(inputGradient));
    }

    /// <summary>The Hessian in (p, x) times (v, u); an empty u stands for a layer whose input is constant.</summary>
    public (T[] Parameters, T[] Inputs) Product(T[] v, T[] u)
    {
        Forward(PassMode.Inference, SplitPanels(int.MaxValue));
        BatchTensor<T>? tangent = null;
        if (u.Length > 0)
        {
            tangent = inputTangent;
            Fill(tangent, u);
        }

        pass.ForwardTangent(input, tangent, Parameters, v, State);
        FillOutputGradient();
        FillOutputGradientTangent();
        pass.BackwardTangent(input, tangent, Parameters, v, State, inputGradient, inputGradientTangent);
        T[] product = Enumerable.Repeat(T.NaN, Parameters.Length).ToArray();
        pass.GradientTangent(input, tangent, product);
        return (product, Rows(inputGradientTangent));
    }

    /// <summary>One training step without any set-up, to count what it allocates.</summary>
    public void Step(T[] gradient, PassMode mode)
    {
        pass.BeginStep(new RandomSource(7));
        pass.Forward(input, Parameters, State, mode, input.AllPanels);
        FillOutputGradient();
        pass.Backward(input, Parameters, State, mode, inputGradient, input.AllPanels);
        pass.Gradient(input, gradient, 0, pass.GradientUnits);
    }

    /// <summary>One Hessian-vector product without any set-up.</summary>
    public void TangentStep(T[] product)
    {
        pass.Forward(input, Parameters, State, PassMode.Inference, input.AllPanels);
        pass.ForwardTangent(input, inputTangent, Parameters, Parameters, State);
        FillOutputGradient();
        FillOutputGradientTangent();
        pass.BackwardTangent(input, inputTangent, Parameters, Parameters, State, inputGradient, inputGradientTangent);
        pass.GradientTangent(input, inputTangent, product);
    }

    public T[] Outputs() => Rows(pass.Output);

    /// <summary>Fills every buffer with what a larger batch leaves behind.</summary>
    public void Soil(int largerRows)
    {
        SetRows(largerRows);
        input.Values.Fill(T.One);
        Step(new T[Parameters.Length], PassMode.Inference);
        SetRows(rows);
    }

    private void SetRows(int count)
    {
        pass.SetRows(count);
        input.Rows = count;
        inputTangent.Rows = count;
        inputGradient.Rows = count;
        inputGradientTangent.Rows = count;
    }

    private void Forward(PassMode mode, List<PanelRange> ranges)
    {
        Fill(input, Inputs);
        pass.BeginStep(new RandomSource(7));
        T[] state = [.. State];
        foreach (PanelRange panels in ranges)
        {
            pass.Forward(input, Parameters, state, mode, panels);
        }
    }

    private void FillOutputGradient()
    {
        pass.OutputGradient.Values.Clear();
        for (int row = 0; row < Math.Min(rows, pass.Output.Rows); row++)
        {
            for (int f = 0; f < pass.Output.Features; f++)
            {
                pass.OutputGradient[row, f] = T.CreateTruncating(C(row, f) + (Q(row, f) * double.CreateTruncating(pass.Output[row, f])));
            }
        }
    }

    private void FillOutputGradientTangent()
    {
        pass.OutputGradientTangent.Values.Clear();
        for (int row = 0; row < rows; row++)
        {
            for (int f = 0; f < pass.Output.Features; f++)
            {
                pass.OutputGradientTangent[row, f] = T.CreateTruncating(Q(row, f) * double.CreateTruncating(pass.OutputTangent[row, f]));
            }
        }
    }

    private double C(int row, int feature) => c[(row * pass.Output.Features) + feature];

    private double Q(int row, int feature) => q[(row * pass.Output.Features) + feature];

    private List<PanelRange> SplitPanels(int atATime)
    {
        List<PanelRange> ranges = [];
        for (int end = input.PanelCount; end > 0; end -= Math.Min(atATime, end))
        {
            ranges.Add(new PanelRange(Math.Max(end - atATime, 0), end));
        }

        return ranges;
    }

    private static void Fill(BatchTensor<T> tensor, T[] rowMajor)
    {
        tensor.Values.Clear();
        for (int i = 0; i < rowMajor.Length; i++)
        {
            tensor[i / tensor.Features, i % tensor.Features] = rowMajor[i];
        }
    }

    private static T[] Rows(BatchTensor<T> tensor)
    {
        T[] values = new T[tensor.Rows * tensor.Features];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = tensor[i / tensor.Features, i % tensor.Features];
        }

        return values;
    }

    private static T[] Draw(int count, ref RandomSource random)
    {
        T[] values = new T[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = T.CreateTruncating((2 * random.NextDouble()) - 1);
        }

        return values;
    }
}
