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
        AlignedBuffer<float> w = Numbers(inputs * outputs);
        AlignedBuffer<float> dw = new(w.Length);
        AlignedBuffer<float> b = Numbers(outputs);
        AlignedBuffer<float> x = Numbers(inputs * Rows);
        AlignedBuffer<float> strips = Numbers(BatchTensor<float>.StripsFor(inputs) * BatchTensor<float>.StripWidth * Rows);
        AlignedBuffer<float> z = new(outputs * Rows);
        AlignedBuffer<float> dz = Numbers(outputs * Rows);
        AlignedBuffer<float> dx = new(x.Length);
        double operations = 2.0 * inputs * outputs * Rows;
        double bytes = 4.0 * (w.Length + x.Length + z.Length);
        string name = $"dense {inputs}-{outputs}";
        yield return new($"{name} forward", operations, bytes, () => DenseKernel.Forward<float>(w.Span, b.Span, x.Span, z.Span, outputs, inputs, Panels, false));
        yield return new($"{name} input gradient", operations, bytes, () => DenseKernel.InputGradient<float>(w.Span, dz.Span, dx.Span, outputs, inputs, Panels, false));
        yield return new(
            $"{name} weight gradient", operations, bytes, () => DenseKernel.WeightGradient<float>(dz.Span, strips.Span, dw.Span, Rows, outputs, RowLayout.Strips(inputs), 0, outputs, false));
        yield return new($"{name} bias gradient", 0, 4.0 * dz.Length, () => DenseKernel.BiasGradient<float>(dz.Span, b.Span, Rows, outputs, 0, outputs));
    }

    private static IEnumerable<KernelMeasurement> Convolution(Shape input, int filters, int size, int pad)
    {
        Shape output = new(filters, size, size);
        ConvolutionGeometry g = new(input, output, 3, 3, 1, pad, pad);
        AlignedBuffer<float> w = Numbers(filters * g.WeightsPerFilter);
        AlignedBuffer<float> dw = new(w.Length);
        AlignedBuffer<float> b = Numbers(filters);
        AlignedBuffer<float> x = Numbers(input.Size * Rows);
        AlignedBuffer<float> z = new(output.Size * Rows);
        AlignedBuffer<float> dz = Numbers(output.Size * Rows);
        AlignedBuffer<float> dx = new(x.Length);
        double operations = 2.0 * output.Size * g.WeightsPerFilter * Rows;
        double bytes = 4.0 * (x.Length + z.Length);
        string name = $"convolution {input} to {output}";
        yield return new($"{name} forward", operations, bytes, () => ConvolutionKernel.Forward<float>(w.Span, b.Span, x.Span, z.Span, g, Panels, false));
        yield return new($"{name} input gradient", operations, bytes, () => ConvolutionKernel.InputGradient<float>(w.Span, dz.Span, dx.Span, g, Panels, false));
        yield return new($"{name} weight gradient", operations, bytes, () => ConvolutionKernel.WeightGradient<float>(dz.Span, x.Span, dw.Span, g, Panels, 0, filters, false));
        if (WinogradKernel.Suits(g))
        {
            AlignedBuffer<float> scratch = new(WinogradKernel.ScratchLength(g));
            AlignedBuffer<float> panelGradients = new(Panels * dw.Length);
            yield return new($"{name} Winograd forward", operations, bytes, () => WinogradKernel.Forward<float>(w.Span, b.Span, x.Span, z.Span, g, Panels, false, scratch.Span));
            yield return new(
                $"{name} Winograd input gradient", operations, bytes, () => WinogradKernel.InputGradient<float>(w.Span, dz.Span, dx.Span, g, Panels, false, scratch.Span));
            yield return new(
                $"{name} Winograd weight gradients", operations, bytes, () => WinogradKernel.WeightGradients<float>(dz.Span, x.Span, panelGradients.Span, g, Panels, scratch.Span));
        }

        yield return new($"{name} bias gradient", 0, 4.0 * dz.Length, () => ConvolutionKernel.BiasGradient<float>(dz.Span, b.Span, g, Panels, 0, filters));
    }

    private static IEnumerable<KernelMeasurement> Transposes(int features)
    {
        AlignedBuffer<float> rows = Numbers(features * Rows);
        AlignedBuffer<float> panels = new(rows.Length);
        yield return new($"transpose {features} to panels", 0, 8.0 * rows.Length, () => TransposeKernel.ToPanels<float>(rows.Span, panels.Span, Rows, features));
        AlignedBuffer<float> strips = new(BatchTensor<float>.StripsFor(features) * BatchTensor<float>.StripWidth * Rows);
        yield return new(
            $"load {features} into panels and strips", 0, 12.0 * rows.Length, () => TransposeKernel.Load<float>(rows.Span, panels.Span, strips.Span, Rows, features));
        yield return new(
            $"transpose {features} to strips", 0, 8.0 * rows.Length, () => TransposeKernel.ToStrips<float>(panels.Span, strips.Span, Panels, features));
    }

    private static IEnumerable<KernelMeasurement> Elementwise(int features)
    {
        AlignedBuffer<float> y = Numbers(features * Rows);
        AlignedBuffer<float> g = Numbers(features * Rows);
        Relu relu = new();
        yield return new($"relu {features}", 0, 8.0 * y.Length, () => relu.Apply<float>(y.Span));
        yield return new($"relu {features} gradient", 0, 12.0 * y.Length, () => relu.MultiplyByDerivative<float>(y.Span, g.Span));
        LayerPass<float> pool = new MaxPooling2D(2).CreatePass<float>(new Shape(32, 26, 26), Rows);
        BatchTensor<float> input = new(32 * 26 * 26, Rows);
        Numbers(input.Values.Length).Span.CopyTo(input.Values);
        BatchTensor<float> gradient = new(32 * 26 * 26, Rows);
        yield return new("max pooling 32x26x26", 0, 5.0 * input.Values.Length, () => pool.Forward(input, [], [], PassMode.Training, input.AllPanels));
        yield return new(
            "max pooling 32x26x26 gradient", 0, 5.0 * input.Values.Length, () => pool.Backward(input, [], [], PassMode.Training, gradient, input.AllPanels));
    }

    private static IEnumerable<KernelMeasurement> Updates(int count)
    {
        AlignedBuffer<float> p = Numbers(count);
        AlignedBuffer<float> g = Numbers(count);
        OptimizerState<float> adam = new Adam().CreateState<float>(count);
        yield return new($"adam {count}", 0, 28.0 * count, () =>
        {
            adam.BeginStep(1e-6);
            adam.Update(p.Span, g.Span, 0);
        });
        AlignedBuffer<float> silent = new(count);
        OptimizerState<float> fading = new Adam().CreateState<float>(count);
        fading.BeginStep(1e-6);
        fading.Update(p.Span, g.Span, 0);
        for (int step = 0; step < 2000; step++)
        {
            fading.BeginStep(1e-6);
            fading.Update(p.Span, silent.Span, 0);
        }

        yield return new($"adam {count}, 2000 steps after the last gradient", 0, 28.0 * count, () =>
        {
            fading.BeginStep(1e-6);
            fading.Update(p.Span, silent.Span, 0);
        });
    }

    private static AlignedBuffer<float> Numbers(int count)
    {
        AlignedBuffer<float> numbers = new(count);
        for (int i = 0; i < count; i++)
        {
            numbers.Span[i] = ((i * 7919 % 1000) - 500) * 0.002f;
        }

        return numbers;
    }
}
