using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Layers;

/// <summary>One forward and backward pass with given numbers, row-major as PyTorch's NCHW tensors.</summary>
internal sealed record ReferenceRun(double[] Outputs, double[] InputGradient, double[] ParameterGradient, double[] State)
{
    public static ReferenceRun Of(
        LayerDefinition layer, Shape shape, PassMode mode, double[] inputs, double[] parameters, double[] outputGradient, params double[] state)
    {
        int rows = inputs.Length / shape.Size;
        LayerPass<double> pass = layer.CreatePass<double>(shape, rows);
        BatchTensor<double> input = Tensor(inputs, rows);
        BatchTensor<double> inputGradient = new(shape.Size, rows);
        double[] gradient = new double[parameters.Length];
        double[] newState = [.. state];
        pass.BeginStep(new RandomSource(7));
        pass.Forward(input, parameters, newState, mode, input.AllPanels);
        double[] outputs = Rows(pass.Output);
        Tensor(outputGradient, rows).Values.CopyTo(pass.OutputGradient.Values);
        pass.Backward(input, parameters, newState, mode, inputGradient, input.AllPanels);
        pass.Gradient(input, gradient, 0, pass.GradientUnits);
        return new ReferenceRun(outputs, Rows(inputGradient), gradient, newState);
    }

    private static BatchTensor<double> Tensor(double[] rowMajor, int rows)
    {
        BatchTensor<double> tensor = new(rowMajor.Length / rows, rows);
        for (int i = 0; i < rowMajor.Length; i++)
        {
            tensor[i / tensor.Features, i % tensor.Features] = rowMajor[i];
        }

        return tensor;
    }

    private static double[] Rows(BatchTensor<double> tensor) =>
        [.. Enumerable.Range(0, tensor.Rows * tensor.Features).Select(i => tensor[i / tensor.Features, i % tensor.Features])];
}
