using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Onnx;

/// <summary>Writes layers in their inference form.</summary>
/// <remarks>A tensor becomes [N, C, H, W] where an operator needs it to be, and [N, d] again where one needs that.</remarks>
internal sealed class LayerExport(OnnxGraph graph)
{
    /// <summary>Adds a layer.</summary>
    /// <param name="layer">The layer, valid for the input's shape.</param>
    /// <param name="scope">Where it is.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="parameters">Its parameters, in the order of <see cref="LayerDefinition.GetParameters"/>.</param>
    /// <param name="state">Its running statistics.</param>
    /// <returns>What it computes.</returns>
    /// <exception cref="ArgumentException">The layer, or an activation, has no ONNX form.</exception>
    public OnnxValue Write(LayerDefinition layer, OnnxScope scope, OnnxValue input, ReadOnlySpan<float> parameters, ReadOnlySpan<float> state) =>
        layer switch
        {
            Dense dense => WriteDense(dense, scope, input, parameters),
            Convolution2D convolution => WriteConvolution(convolution, scope, input, parameters),
            MaxPooling2D pooling => WritePooling(pooling, scope, input),
            Flatten => AsMatrix(scope, input) with { Shape = Shape.Vector(input.Shape.Size) },
            Dropout => input,
            BatchNormalization normalization => WriteNormalization(normalization, scope, input, parameters, state),
            ResidualBlock block => WriteResidual(block, scope, input, parameters, state),
            WithExponentialUnit unit => WriteUnit(unit, scope, input, parameters, state),
            MaximumConcatenation block => WriteMaximum(block, scope, input, parameters),
            Concatenation concatenation => WriteConcatenation(concatenation, scope, input, parameters, state),
            Gate => WriteGate(scope, input, state),
            Elman elman => WriteElman(elman, scope, input, parameters),
            _ => throw new ArgumentException(
                $"{scope.Path}: the layer {layer.GetType().Name} has no ONNX form here. Dense, Convolution2D, MaxPooling2D, Flatten, Dropout, "
                + "BatchNormalization, ResidualBlock, Concatenation, MaximumConcatenation, WithExponentialUnit, Gate and Elman have one."),
        };

    /// <summary>The value as [N, d].</summary>
    public OnnxValue AsMatrix(OnnxScope scope, OnnxValue value) => value.IsImage
        ? value with { Name = graph.AddNode("Flatten", scope, [value.Name], OnnxAttribute.Integer("axis", 1)), IsImage = false }
        : value;

    private OnnxValue AsImage(OnnxScope scope, OnnxValue value)
    {
        if (value.IsImage)
        {
            return value;
        }

        // 0 keeps the number of rows, also where it is 0.
        (int channels, int height, int width) = value.Shape;
        string shape = graph.AddIntegers($"{scope.Name}_shape", 0, channels, height, width);
        return value with { Name = graph.AddNode("Reshape", scope, [value.Name, shape]), IsImage = true };
    }

    /// <summary>The value in the one form that its shape suggests.</summary>
    private OnnxValue AsShaped(OnnxScope scope, OnnxValue value) => value.Shape.IsVector ? AsMatrix(scope, value) : AsImage(scope, value);

    private OnnxValue WriteDense(Dense layer, OnnxScope scope, OnnxValue input, ReadOnlySpan<float> parameters)
    {
        string output = WriteAffine(scope, AsMatrix(scope, input), layer.Units, parameters);
        return new OnnxValue(ActivationExport.Write(graph, scope, layer.Activation, output), Shape.Vector(layer.Units), IsImage: false);
    }

    /// <summary>x W' + b, of W (units x inputs) and b.</summary>
    private string WriteAffine(OnnxScope scope, OnnxValue input, int units, ReadOnlySpan<float> parameters)
    {
        int inputs = input.Shape.Size;
        string weights = graph.AddConstant($"{scope.Name}_weights", parameters[..(units * inputs)], units, inputs);
        string bias = graph.AddConstant($"{scope.Name}_bias", parameters.Slice(units * inputs, units), units);
        return graph.AddNode("Gemm", scope, [input.Name, weights, bias], OnnxAttribute.Integer("transB", 1));
    }

    private OnnxValue WriteConvolution(Convolution2D layer, OnnxScope scope, OnnxValue input, ReadOnlySpan<float> parameters)
    {
        Shape shape = layer.GetOutputShape(input.Shape);
        (int top, int left) = layer.GetPadding(input.Shape);
        int weightCount = layer.Filters * input.Shape.Channels * layer.KernelHeight * layer.KernelWidth;
        string weights = graph.AddConstant(
            $"{scope.Name}_weights", parameters[..weightCount], layer.Filters, input.Shape.Channels, layer.KernelHeight, layer.KernelWidth);
        string bias = graph.AddConstant($"{scope.Name}_bias", parameters.Slice(weightCount, layer.Filters), layer.Filters);

        // Explicit pads, so that nothing depends on how a runtime reads SAME_UPPER.
        string output = graph.AddNode(
            "Conv",
            scope,
            [AsImage(scope, input).Name, weights, bias],
            OnnxAttribute.Integers("kernel_shape", layer.KernelHeight, layer.KernelWidth),
            OnnxAttribute.Integers("strides", layer.Stride, layer.Stride),
            OnnxAttribute.Integers(
                "pads",
                top,
                left,
                PadAfter(shape.Height, layer.Stride, layer.KernelHeight, input.Shape.Height, top),
                PadAfter(shape.Width, layer.Stride, layer.KernelWidth, input.Shape.Width, left)));
        return new OnnxValue(ActivationExport.Write(graph, scope, layer.Activation, output), shape, IsImage: true);
    }

    /// <summary>The zeros that the last window reads beyond the input.</summary>
    private static int PadAfter(int windows, int stride, int kernel, int size, int before) =>
        Math.Max(((windows - 1) * stride) + kernel - size - before, 0);

    private OnnxValue WritePooling(MaxPooling2D layer, OnnxScope scope, OnnxValue input)
    {
        string output = graph.AddNode(
            "MaxPool",
            scope,
            [AsImage(scope, input).Name],
            OnnxAttribute.Integers("kernel_shape", layer.Size, layer.Size),
            OnnxAttribute.Integers("strides", layer.Size, layer.Size));
        return new OnnxValue(output, layer.GetOutputShape(input.Shape), IsImage: true);
    }

    private OnnxValue WriteNormalization(
        BatchNormalization layer, OnnxScope scope, OnnxValue input, ReadOnlySpan<float> parameters, ReadOnlySpan<float> state)
    {
        OnnxValue shaped = AsShaped(scope, input);
        int channels = input.Shape.Channels;
        string output = graph.AddNode(
            "BatchNormalization",
            scope,
            [
                shaped.Name,
                graph.AddConstant($"{scope.Name}_gamma", parameters[..channels], channels),
                graph.AddConstant($"{scope.Name}_beta", parameters[channels..], channels),
                graph.AddConstant($"{scope.Name}_mean", state[..channels], channels),
                graph.AddConstant($"{scope.Name}_variance", state[channels..], channels),
            ],
            OnnxAttribute.Real("epsilon", layer.Epsilon));
        return shaped with { Name = output };
    }

    /// <summary>A factor of 0 or 1 per channel.</summary>
    private OnnxValue WriteGate(OnnxScope scope, OnnxValue input, ReadOnlySpan<float> state)
    {
        OnnxValue shaped = AsShaped(scope, input);
        string factors = shaped.IsImage
            ? graph.AddConstant($"{scope.Name}_gates", state, state.Length, 1, 1)
            : graph.AddConstant($"{scope.Name}_gates", state, state.Length);
        return shaped with { Name = graph.AddNode("Mul", scope, [shaped.Name, factors]) };
    }

    private OnnxValue WriteResidual(
        ResidualBlock layer, OnnxScope scope, OnnxValue input, ReadOnlySpan<float> parameters, ReadOnlySpan<float> state)
    {
        OnnxValue around = AsShaped(scope, input);
        OnnxValue body = WriteSequence(layer.Body, scope, around, ref parameters, ref state);
        return around with { Name = graph.AddNode("Add", scope, [around.Name, AsShaped(scope, body).Name]) };
    }

    /// <summary>Layers one after another; their parameters and state are cut off.</summary>
    private OnnxValue WriteSequence(
        IReadOnlyList<LayerDefinition> layers, OnnxScope scope, OnnxValue value, ref ReadOnlySpan<float> parameters, ref ReadOnlySpan<float> state)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            int parameterCount = layers[i].GetParameterCount(value.Shape);
            int stateCount = layers[i].GetStateCount(value.Shape);
            value = Write(layers[i], scope.Body(i), value, parameters[..parameterCount], state[..stateCount]);
            parameters = parameters[parameterCount..];
            state = state[stateCount..];
        }

        return value;
    }

    private OnnxValue WriteConcatenation(
        Concatenation layer, OnnxScope scope, OnnxValue input, ReadOnlySpan<float> parameters, ReadOnlySpan<float> state)
    {
        OnnxValue whole = AsShaped(scope, input);
        string[] parts = new string[layer.Branches.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            OnnxScope branch = scope.Branch(i);
            OnnxValue read = layer.Branches[i].Channels is { } channels ? Slice(branch, whole, channels) : whole;
            parts[i] = AsShaped(branch, WriteSequence(layer.Branches[i].Layers, branch, read, ref parameters, ref state)).Name;
        }

        Shape shape = layer.GetOutputShape(input.Shape);
        return new OnnxValue(graph.AddNode("Concat", scope, parts, OnnxAttribute.Integer("axis", 1)), shape, IsImage: !shape.IsVector);
    }

    /// <summary>Some channels of a value in the form that its shape suggests.</summary>
    private OnnxValue Slice(OnnxScope scope, OnnxValue value, ChannelRange channels)
    {
        string start = graph.AddIntegers($"{scope.Name}_start", channels.Start);
        string end = graph.AddIntegers($"{scope.Name}_end", channels.Start + channels.Count);
        string axis = graph.AddIntegers($"{scope.Name}_axis", 1);
        return value with
        {
            Name = graph.AddNode("Slice", scope, [value.Name, start, end, axis]),
            Shape = value.Shape with { Channels = channels.Count },
        };
    }

    /// <summary>The recurrence, step by step: x_t W' + b, then h_(t-1) U' added, then the activation.</summary>
    private OnnxValue WriteElman(Elman layer, OnnxScope scope, OnnxValue input, ReadOnlySpan<float> parameters)
    {
        OnnxValue matrix = AsMatrix(scope, input);
        int width = input.Shape.Size / layer.Steps;
        int units = layer.Units;
        string weights = graph.AddConstant($"{scope.Name}_weights", parameters[..(units * width)], units, width);
        string recurrent = graph.AddConstant($"{scope.Name}_recurrent_weights", parameters.Slice(units * width, units * units), units, units);
        string bias = graph.AddConstant($"{scope.Name}_bias", parameters[(units * (width + units))..], units);
        string state = bias;
        for (int t = 0; t < layer.Steps; t++)
        {
            OnnxScope step = scope.Step(t);
            string read = Slice(step, matrix, new ChannelRange(t * width, width)).Name;
            string sum = graph.AddNode("Gemm", step, [read, weights, bias], OnnxAttribute.Integer("transB", 1));
            sum = t == 0 ? sum : graph.AddNode("Gemm", step, [state, recurrent, sum], OnnxAttribute.Integer("transB", 1));
            state = ActivationExport.Write(graph, step, layer.Activation, sum);
        }

        return new OnnxValue(state, Shape.Vector(units), IsImage: false);
    }

    private OnnxValue WriteMaximum(MaximumConcatenation layer, OnnxScope scope, OnnxValue input, ReadOnlySpan<float> parameters)
    {
        OnnxValue whole = AsShaped(scope, input);
        string linear = WriteMap(layer, scope, whole, layer.Previous, "linear", layer.LinearUnits, ref parameters);
        string exponential = WriteMap(layer, scope, whole, layer.Source, "exponential", layer.Units, ref parameters);
        string rectified = WriteMap(layer, scope, whole, layer.Earlier, "rectified", layer.Units, ref parameters);
        string straight = WriteMap(layer, scope, whole, layer.Previous, "straight", layer.Units, ref parameters);
        string exponent = graph.AddNode("Mul", scope, [exponential, graph.AddScalar($"{scope.Name}_inner_scale", parameters[0])]);
        string growth = ActivationExport.WriteExponential(graph, scope, exponent, layer.MaximumExponent);
        string term = graph.AddNode("Mul", scope, [growth, graph.AddScalar($"{scope.Name}_outer_scale", parameters[1])]);
        string sigma = graph.AddNode("LeakyRelu", scope, [rectified], OnnxAttribute.Real("alpha", MaximumConcatenation.NegativeSlope));
        string units = graph.AddNode("Add", scope, [term, graph.AddNode("Max", scope, [sigma, straight])]);
        string joined = graph.AddNode("Concat", scope, [linear, units], OnnxAttribute.Integer("axis", 1));
        return whole with { Name = joined, Shape = layer.GetOutputShape(input.Shape) };
    }

    /// <summary>A linear map without bias; its weights are cut off the parameters.</summary>
    private string WriteMap(
        MaximumConcatenation layer, OnnxScope scope, OnnxValue whole, ChannelRange? channels, string name, int outputs, ref ReadOnlySpan<float> parameters)
    {
        OnnxScope map = scope with { Name = $"{scope.Name}_{name}" };
        OnnxValue read = channels is { } range ? Slice(map, whole, range) : whole;
        int size = layer.KernelSize;
        int count = outputs * read.Shape.Channels * size * size;
        ReadOnlySpan<float> weights = parameters[..count];
        parameters = parameters[count..];
        if (!read.IsImage)
        {
            string matrix = graph.AddConstant($"{map.Name}_weights", weights, outputs, read.Shape.Channels);
            return graph.AddNode("Gemm", map, [read.Name, matrix], OnnxAttribute.Integer("transB", 1));
        }

        string kernels = graph.AddConstant($"{map.Name}_weights", weights, outputs, read.Shape.Channels, size, size);
        return graph.AddNode(
            "Conv",
            map,
            [read.Name, kernels],
            OnnxAttribute.Integers("kernel_shape", size, size),
            OnnxAttribute.Integers("strides", 1, 1),
            OnnxAttribute.Integers("pads", size / 2, size / 2, size / 2, size / 2));
    }

    private OnnxValue WriteUnit(
        WithExponentialUnit layer, OnnxScope scope, OnnxValue input, ReadOnlySpan<float> parameters, ReadOnlySpan<float> state)
    {
        OnnxValue matrix = AsMatrix(scope, input);
        int innerCount = layer.Inner.GetParameterCount(input.Shape);
        OnnxValue inner = AsMatrix(scope, Write(layer.Inner, scope.Inner(), matrix, parameters[..innerCount], state));
        string exponent = WriteAffine(scope.Unit(), matrix, 1, parameters[innerCount..]);
        string unit = ActivationExport.Write(graph, scope.Unit(), new ClampedExponential(layer.MaximumExponent), exponent);
        string joined = graph.AddNode("Concat", scope, [inner.Name, unit], OnnxAttribute.Integer("axis", 1));
        return new OnnxValue(joined, Shape.Vector(inner.Shape.Size + 1), IsImage: false);
    }
}
