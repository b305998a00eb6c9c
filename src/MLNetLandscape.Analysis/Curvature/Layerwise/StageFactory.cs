using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>Turns a network's layers into stages of the recursion.</summary>
internal static class StageFactory
{
    /// <summary>The largest pre-activation of a layer: its Hessian, a matrix of n x n doubles, then takes 32 MB a row at work.</summary>
    public const int LargestLayer = 2048;

    /// <summary>The largest block: 128 MB.</summary>
    public const int LargestBlock = 4000;

    private const string Alternative = "Use a HessianOperator with LayerBlock.Restrict, which works by products for every network, of any size.";

    /// <exception cref="ArgumentException">A layer is of a kind or size that the recursion does not take.</exception>
    public static RecursionStage[] Create(Network<double> network)
    {
        if (network.Definition.Neuron is LayerwiseNeurons or LossFactorNeuron)
        {
            throw new ArgumentException(
                $"The layerwise recursion takes plain layers, with or without a skip neuron, but the network has {network.Definition.Neuron.GetType().Name}. {Alternative}",
                nameof(network));
        }

        RecursionStage[] stages = new RecursionStage[network.Definition.Layers.Count];
        Shape shape = network.Definition.Input;
        for (int i = 0; i < stages.Length; i++)
        {
            LayerDefinition layer = network.Definition.Layers[i];
            Shape output = layer.GetOutputShape(shape);
            CheckSize(i, layer, shape, output);
            stages[i] = Create(i, layer, shape, output, Weights(network, i));
            shape = output;
        }

        return stages;
    }

    private static RecursionStage Create(int index, LayerDefinition layer, Shape input, Shape output, ReadOnlySpan<double> weights) => layer switch
    {
        Dense dense => new DenseStage(index, input.Size, output.Size, dense.Activation, weights.ToArray()),
        Convolution2D convolution => ConvolutionStage.Create(index, input, convolution, weights),
        MaxPooling2D pooling => new PoolingStage(input, output, pooling.Size),
        Flatten or Dropout => new PassThroughStage(output.Size),
        _ => throw new ArgumentException(
            $"The layerwise recursion takes dense, convolutional, max-pooling, flatten and dropout layers, but layer {index} is {layer.GetType().Name}. {Alternative}",
            nameof(layer)),
    };

    private static void CheckSize(int index, LayerDefinition layer, Shape input, Shape output)
    {
        int parameters = layer.GetParameterCount(input);
        if (output.Size > LargestLayer || (index > 0 && input.Size > LargestLayer))
        {
            throw new ArgumentException(
                $"Layer {index} maps {input.Size} numbers to {output.Size}; the layerwise recursion holds a matrix over each and takes at most {LargestLayer}. {Alternative}",
                nameof(layer));
        }

        if (parameters > LargestBlock)
        {
            throw new ArgumentException(
                $"Layer {index} has {parameters} parameters, and its block would have the square of that; the limit is {LargestBlock}. {Alternative}", nameof(layer));
        }
    }

    private static ReadOnlySpan<double> Weights(Network<double> network, int layer)
    {
        foreach (ParameterEntry entry in network.Layout.Entries)
        {
            if (entry.LayerIndex == layer && entry.Block.Role == ParameterRole.Weight)
            {
                return network.Parameters[entry.Offset..entry.End];
            }
        }

        return [];
    }
}
