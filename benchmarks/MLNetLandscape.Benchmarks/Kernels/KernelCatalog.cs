using System.Numerics;
using System.Runtime.CompilerServices;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Kernels;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Benchmarks.Kernels;

/// <summary>The kernels on the shapes of the goals' networks, and of wider layers.</summary>
/// <param name="rows">Rows of the batch, in whole panels of 32.</param>
/// <typeparam name="T">Single or double precision.</typeparam>
internal sealed class KernelCatalog<T>(int rows)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Bytes of a number.</summary>
    private static readonly double Number = Unsafe.SizeOf<T>();

    private int Rows => Panels * BatchTensor<T>.PanelWidth;

    private int Panels { get; } = BatchTensor<T>.PanelsFor(rows);

    /// <summary>All kernels of all layers, each layer's arrays made when it is reached.</summary>
    public IEnumerable<KernelMeasurement> All()
    {
        IEnumerable<KernelMeasurement>[] layers =
        [
            Dense(30, 64),
            Dense(64, 32),
            Dense(784, 500),
            Dense(500, 300),
            Dense(300, 1),
            Dense(1000, 1000),
            Dense(2048, 2048),
            Convolution(new Shape(3, 28, 28), 32, 28, 1),
            Convolution(new Shape(32, 28, 28), 32, 26, 0),
            Transposes(784),
            Elementwise(32 * 28 * 28),
            Updates(543_000),
        ];
        return layers.SelectMany(layer => layer);
    }

    private IEnumerable<KernelMeasurement> Dense(int inputs, int outputs)
    {
        AlignedBuffer<T> w = Numbers(inputs * outputs);
        AlignedBuffer<T> dw = new(w.Length);
        AlignedBuffer<T> b = Numbers(outputs);
        AlignedBuffer<T> x = Numbers(inputs * Rows);
        AlignedBuffer<T> strips = Numbers(BatchTensor<T>.StripsFor(inputs) * BatchTensor<T>.StripWidth * Rows);
        AlignedBuffer<T> z = new(outputs * Rows);
        AlignedBuffer<T> dz = Numbers(outputs * Rows);
        AlignedBuffer<T> dx = new(x.Length);
        double operations = 2.0 * inputs * outputs * Rows;
        double bytes = Number * (w.Length + x.Length + z.Length);
        string name = $"dense {inputs}-{outputs}";
        yield return new($"{name} forward", operations, bytes, () => DenseKernel.Forward<T>(w.Span, b.Span, x.Span, z.Span, outputs, inputs, Panels, false));
        yield return new($"{name} input gradient", operations, bytes, () => DenseKernel.InputGradient<T>(w.Span, dz.Span, dx.Span, outputs, inputs, Panels, false));
        yield return new(
            $"{name} weight gradient", operations, bytes, () => DenseKernel.WeightGradient<T>(dz.Span, strips.Span, dw.Span, Rows, outputs, RowLayout.Strips(inputs), 0, outputs, false));
        yield return new($"{name} bias gradient", 0, Number * dz.Length, () => DenseKernel.BiasGradient<T>(dz.Span, b.Span, Rows, outputs, 0, outputs));
    }

    private IEnumerable<KernelMeasurement> Convolution(Shape input, int filters, int size, int pad)
    {
        Shape output = new(filters, size, size);
        ConvolutionGeometry g = new(input, output, 3, 3, 1, pad, pad);
        AlignedBuffer<T> w = Numbers(filters * g.WeightsPerFilter);
        AlignedBuffer<T> dw = new(w.Length);
        AlignedBuffer<T> b = Numbers(filters);
        AlignedBuffer<T> x = Numbers(input.Size * Rows);
        AlignedBuffer<T> z = new(output.Size * Rows);
        AlignedBuffer<T> dz = Numbers(output.Size * Rows);
        AlignedBuffer<T> dx = new(x.Length);
        double operations = 2.0 * output.Size * g.WeightsPerFilter * Rows;
        double bytes = Number * (x.Length + z.Length);
        string name = $"convolution {input} to {output}";
        yield return new($"{name} forward", operations, bytes, () => ConvolutionKernel.Forward<T>(w.Span, b.Span, x.Span, z.Span, g, Panels, false));
        yield return new($"{name} input gradient", operations, bytes, () => ConvolutionKernel.InputGradient<T>(w.Span, dz.Span, dx.Span, g, Panels, false));
        yield return new($"{name} weight gradient", operations, bytes, () => ConvolutionKernel.WeightGradient<T>(dz.Span, x.Span, dw.Span, g, Panels, 0, filters, false));
        if (WinogradKernel.Suits(g))
        {
            AlignedBuffer<T> scratch = new(WinogradKernel.ScratchLength(g));
            AlignedBuffer<T> panelGradients = new(Panels * dw.Length);
            yield return new($"{name} Winograd forward", operations, bytes, () => WinogradKernel.Forward<T>(w.Span, b.Span, x.Span, z.Span, g, Panels, false, scratch.Span));
            yield return new(
                $"{name} Winograd input gradient", operations, bytes, () => WinogradKernel.InputGradient<T>(w.Span, dz.Span, dx.Span, g, Panels, false, scratch.Span));
            yield return new(
                $"{name} Winograd weight gradients", operations, bytes, () => WinogradKernel.WeightGradients<T>(dz.Span, x.Span, panelGradients.Span, g, Panels, scratch.Span));
        }

        yield return new($"{name} bias gradient", 0, Number * dz.Length, () => ConvolutionKernel.BiasGradient<T>(dz.Span, b.Span, g, Panels, 0, filters));
    }

    private IEnumerable<KernelMeasurement> Transposes(int features)
    {
        AlignedBuffer<T> values = Numbers(features * Rows);
        AlignedBuffer<T> panels = new(values.Length);
        yield return new($"transpose {features} to panels", 0, 2 * Number * values.Length, () => TransposeKernel.ToPanels<T>(values.Span, panels.Span, Rows, features));
        AlignedBuffer<T> strips = new(BatchTensor<T>.StripsFor(features) * BatchTensor<T>.StripWidth * Rows);
        yield return new(
            $"load {features} into panels and strips", 0, 3 * Number * values.Length, () => TransposeKernel.Load<T>(values.Span, panels.Span, strips.Span, Rows, features));
        yield return new(
            $"transpose {features} to strips", 0, 2 * Number * values.Length, () => TransposeKernel.ToStrips<T>(panels.Span, strips.Span, Panels, features));
    }

    private IEnumerable<KernelMeasurement> Elementwise(int features)
    {
        AlignedBuffer<T> y = Numbers(features * Rows);
        AlignedBuffer<T> g = Numbers(features * Rows);
        Relu relu = new();
        yield return new($"relu {features}", 0, 2 * Number * y.Length, () => relu.Apply<T>(y.Span));
        yield return new($"relu {features} gradient", 0, 3 * Number * y.Length, () => relu.MultiplyByDerivative<T>(y.Span, g.Span));
        LayerPass<T> pool = new MaxPooling2D(2).CreatePass<T>(new Shape(32, 26, 26), Rows);
        BatchTensor<T> input = new(32 * 26 * 26, Rows);
        Numbers(input.Values.Length).Span.CopyTo(input.Values);
        BatchTensor<T> gradient = new(32 * 26 * 26, Rows);
        yield return new("max pooling 32x26x26", 0, (Number + 1) * input.Values.Length, () => pool.Forward(input, [], [], PassMode.Training, input.AllPanels));
        yield return new(
            "max pooling 32x26x26 gradient", 0, (Number + 1) * input.Values.Length, () => pool.Backward(input, [], [], PassMode.Training, gradient, input.AllPanels));
    }

    private static IEnumerable<KernelMeasurement> Updates(int count)
    {
        AlignedBuffer<T> p = Numbers(count);
        AlignedBuffer<T> g = Numbers(count);
        OptimizerState<T> adam = new Adam().CreateState<T>(count);
        yield return new($"adam {count}", 0, 7 * Number * count, () =>
        {
            adam.BeginStep(1e-6);
            adam.Update(p.Span, g.Span, 0);
        });
        AlignedBuffer<T> silent = new(count);
        OptimizerState<T> fading = new Adam().CreateState<T>(count);
        fading.BeginStep(1e-6);
        fading.Update(p.Span, g.Span, 0);
        for (int step = 0; step < 2000; step++)
        {
            fading.BeginStep(1e-6);
            fading.Update(p.Span, silent.Span, 0);
        }

        yield return new($"adam {count}, 2000 steps after the last gradient", 0, 7 * Number * count, () =>
        {
            fading.BeginStep(1e-6);
            fading.Update(p.Span, silent.Span, 0);
        });
    }

    private static AlignedBuffer<T> Numbers(int count)
    {
        AlignedBuffer<T> numbers = new(count);
        for (int i = 0; i < count; i++)
        {
            numbers.Span[i] = T.CreateTruncating(((i * 7919 % 1000) - 500) * 0.002);
        }

        return numbers;
    }
}
