using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.TorchSharp.Modules;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Tests;

/// <summary>The module of a core network, its parameters in the same order.</summary>
internal static class CoreModules
{
    public static long[] RowShape(NetworkDefinition definition) => definition.Input.IsVector
        ? [definition.Input.Size]
        : [definition.Input.Channels, definition.Input.Height, definition.Input.Width];

    public static TensorModule Create(NetworkDefinition definition)
    {
        List<TensorModule> layers = [];
        Shape shape = definition.Input;
        foreach (LayerDefinition layer in definition.Layers)
        {
            layers.AddRange(Layers(layer, shape));
            shape = layer.GetOutputShape(shape);
        }

        global::TorchSharp.Modules.Sequential network = torch.nn.Sequential([.. layers]);
        int inputs = definition.Input.Size;
        return definition.Neuron switch
        {
            null => network,
            SkipNeuron skip => new WithExponentialNeuron(network, inputs, shape.Size, 1, skip.MaximumExponent),
            MonomialNeuron monomial => new WithExponentialNeuron(network, new PowerNeuron(monomial.Power, inputs, shape.Size)),
            LayerwiseNeurons layerwise => new WithLayerwiseNeurons(network, 1, layerwise.MaximumExponent),
            LossFactorNeuron factor => new WithLossFactor(network, factor.MaximumExponent),
            _ => throw new NotSupportedException(definition.Neuron.GetType().Name),
        };
    }

    public static TensorModule Create(Network<float> network)
    {
        TensorModule module = Create(network.Definition);
        SetParameters<float>(module, network.Parameters);
        return module;
    }

    public static void SetParameters<T>(TensorModule module, ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        int start = 0;
        foreach ((_, global::TorchSharp.Modules.Parameter parameter) in module.named_parameters())
        {
            int length = (int)parameter.NumberOfElements;
            TensorNumbers.Write(parameter, numbers.Slice(start, length));
            start += length;
        }

        Assert.Equal(numbers.Length, start);
    }

    public static float[] GetParameters(TensorModule module)
    {
        List<float> numbers = [];
        foreach ((_, global::TorchSharp.Modules.Parameter parameter) in module.named_parameters())
        {
            float[] part = new float[parameter.NumberOfElements];
            TensorNumbers.Read(parameter, part.AsSpan());
            numbers.AddRange(part);
        }

        return [.. numbers];
    }

    private static IEnumerable<TensorModule> Layers(LayerDefinition layer, Shape input) => layer switch
    {
        Dense dense => [torch.nn.Linear(input.Size, dense.Units), .. Of(dense.Activation)],
        Convolution2D convolution =>
        [
            torch.nn.Conv2d(input.Channels, convolution.Filters, convolution.KernelHeight, 1, convolution.Padding == Core.Layers.Padding.Same ? convolution.KernelHeight / 2 : 0),
            .. Of(convolution.Activation),
        ],
        MaxPooling2D pooling => [torch.nn.MaxPool2d(pooling.Size)],
        Flatten => [torch.nn.Flatten()],
        _ => throw new NotSupportedException(layer.GetType().Name),
    };

    private static TensorModule[] Of(Activation activation) => activation switch
    {
        Identity => [],
        Relu => [torch.nn.ReLU()],
        Tanh => [torch.nn.Tanh()],
        Sigmoid => [torch.nn.Sigmoid()],
        Softplus => [torch.nn.Softplus()],
        LeakyRelu leaky => [torch.nn.LeakyReLU(leaky.Slope)],
        _ => throw new NotSupportedException(activation.GetType().Name),
    };
}
