using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Benchmarks.Kernels;

/// <summary>The kernels on the shapes of the goals' networks, batch 128.</summary>
internal static class KernelCatalog
{
    private const int Rows = 128;
    private const int Panels = 4;

    /// <summary>All kernels of all layers.</summary>
    public static IEnumerable<KernelMeasurement> All() =>
    [
        .. Dense(30, 64),
        .. Dense(64, 32),
        .. Dense(784, 500),
        .. Dense(500, 300),
        .. Dense(300, 1),
        .. Convolution(new Shape(3, 28, 28), 32, 28, 1),
        .. Convolution(new Shape(32, 28, 28), 32, 26, 0),
        .. Transposes(784),
        .. Elementwise(32 * 28 * 28),
        .. Updates(543_000),
    ];

    private static IEnumerable<KernelMeasurement> Dense(int inputs, int outputs)
    {
        float[] w = Numbers(inputs * outputs);
        float[] dw = new float[w.Length];
        float[] b = Numbers(outputs);
        float[] x = Numbers(inputs * Rows);
        float[] z = new float[outputs * Rows];
        float[] dz = Numbers(outputs * Rows);
        float[] dx = new float[x.Length];
        double operations = 2.0 * inputs * outputs * Rows;
        double bytes = 4.0 * (w.Length + x.Length + z.Length);
        string name = $"dense {inputs}-{outputs}";
        yield return new($"{name} forward", operations, bytes, () => DenseKernel.Forward<float>(w, b, x, z, outputs, inputs, Panels, false));
        yield return new($"{name} input gradient", operations, bytes, () => DenseKernel.InputGradient<float>(w, dz, dx, outputs, inputs, Panels, false));
        yield return new(
            $"{name} weight gradient", operations, bytes, () => DenseKernel.WeightGradient<float>(dz, x, dw, Rows, outputs, inputs, 0, outputs, false));
        yield return new($"{name} bias gradient", 0, 4.0 * dz.Length, () => DenseKernel.BiasGradient<float>(dz, b, Rows, outputs, 0, outputs));
    }

    private static IEnumerable<KernelMeasurement> Convolution(Shape input, int filters, int size, int pad)
    {
        Shape output = new(filters, size, size);
        ConvolutionGeometry g = new(input, output, 3, 3, 1, pad, pad);
        float[] w = Numbers(filters * g.WeightsPerFilter);
        float[] dw = new float[w.Length];
        float[] b = Numbers(filters);
        float[] x = Numbers(input.Size * Rows);
        float[] z = new float[output.Size * Rows];
        float[] dz = Numbers(output.Size * Rows);
        float[] dx = new float[x.Length];
        double operations = 2.0 * output.Size * g.WeightsPerFilter * Rows;
        double bytes = 4.0 * (x.Length + z.Length);
        string name = $"convolution {input} to {output}";
        yield return new($"{name} forward", operations, bytes, () => ConvolutionKernel.Forward<float>(w, b, x, z, g, Panels, false));
        yield return new($"{name} input gradient", operations, bytes, () => ConvolutionKernel.InputGradient<float>(w, dz, dx, g, Panels, false));
        yield return new($"{name} weight gradient", operations, bytes, () => ConvolutionKernel.WeightGradient<float>(dz, x, dw, g, Panels, 0, filters, false));
        yield return new($"{name} bias gradient", 0, 4.0 * dz.Length, () => ConvolutionKernel.BiasGradient<float>(dz, b, g, Panels, 0, filters));
    }

    private static IEnumerable<KernelMeasurement> Transposes(int features)
    {
        float[] rows = Numbers(features * Rows);
        float[] panels = new float[rows.Length];
        yield return new($"transpose {features} to panels", 0, 8.0 * rows.Length, () => TransposeKernel.ToPanels<float>(rows, panels, Rows, features));
        yield return new($"transpose {features} to rows", 0, 8.0 * rows.Length, () => TransposeKernel.ToRows<float>(panels, rows, Rows, features));
    }

    private static IEnumerable<KernelMeasurement> Elementwise(int features)
    {
        float[] y = Numbers(features * Rows);
        float[] g = Numbers(features * Rows);
        Relu relu = new();
        yield return new($"relu {features}", 0, 8.0 * y.Length, () => relu.Apply<float>(y));
        yield return new($"relu {features} gradient", 0, 12.0 * y.Length, () => relu.MultiplyByDerivative<float>(y, g));
        LayerPass<float> pool = new MaxPooling2D(2).CreatePass<float>(new Shape(32, 26, 26), Rows);
        BatchTensor<float> input = new(32 * 26 * 26, Rows);
        Numbers(input.Values.Length).CopyTo(input.Values);
        BatchTensor<float> gradient = new(32 * 26 * 26, Rows);
        yield return new("max pooling 32x26x26", 0, 5.0 * input.Values.Length, () => pool.Forward(input, [], [], PassMode.Training, input.AllPanels));
        yield return new(
            "max pooling 32x26x26 gradient", 0, 5.0 * input.Values.Length, () => pool.Backward(input, [], [], PassMode.Training, gradient, input.AllPanels));
    }

    private static IEnumerable<KernelMeasurement> Updates(int count)
    {
        float[] p = Numbers(count);
        float[] g = Numbers(count);
        OptimizerState<float> adam = new Adam().CreateState<float>(count);
        yield return new($"adam {count}", 0, 28.0 * count, () =>
        {
            adam.BeginStep(1e-6);
            adam.Update(p, g, 0);
        });
        float[] silent = new float[count];
        OptimizerState<float> fading = new Adam().CreateState<float>(count);
        fading.BeginStep(1e-6);
        fading.Update(p, g, 0);
        for (int step = 0; step < 2000; step++)
        {
            fading.BeginStep(1e-6);
            fading.Update(p, silent, 0);
        }

        yield return new($"adam {count}, 2000 steps after the last gradient", 0, 28.0 * count, () =>
        {
            fading.BeginStep(1e-6);
            fading.Update(p, silent, 0);
        });
    }

    private static float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => ((i * 7919 % 1000) - 500) * 0.002f)];
}
