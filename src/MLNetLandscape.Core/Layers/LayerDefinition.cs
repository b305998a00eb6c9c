using System.Text.Json.Serialization;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>What a layer is: an immutable description that knows its shapes and parameters and creates the passes that compute.</summary>
/// <remarks>Descriptions are serialised into model files; buffers and arithmetic live in <see cref="LayerPass{T}"/>.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "layer")]
[JsonDerivedType(typeof(Dense), "dense")]
[JsonDerivedType(typeof(Convolution2D), "convolution2d")]
[JsonDerivedType(typeof(MaxPooling2D), "max_pooling2d")]
[JsonDerivedType(typeof(Flatten), "flatten")]
[JsonDerivedType(typeof(ResidualBlock), "residual_block")]
[JsonDerivedType(typeof(Dropout), "dropout")]
[JsonDerivedType(typeof(BatchNormalization), "batch_normalization")]
[JsonDerivedType(typeof(WithExponentialUnit), "with_exponential_unit")]
[JsonDerivedType(typeof(Gate), "gate")]
[JsonDerivedType(typeof(Elman), "elman")]
[JsonDerivedType(typeof(Concatenation), "concatenation")]
[JsonDerivedType(typeof(MaximumConcatenation), "maximum_concatenation")]
public abstract record LayerDefinition
{
    /// <summary>The shape of a row of output for a row of input of the given shape.</summary>
    /// <exception cref="ArgumentException">The layer does not accept this input, or a setting is out of range; the message says which.</exception>
    public abstract Shape GetOutputShape(Shape input);

    /// <summary>The parameters in the order in which they lie in the network's flat vector; empty for a layer without.</summary>
    public abstract IReadOnlyList<ParameterBlock> GetParameters(Shape input);

    /// <summary>Numbers that training updates but no gradient does, such as running means.</summary>
    public virtual int GetStateCount(Shape input) => 0;

    /// <summary>Fills parameters and state with their starting values.</summary>
    public abstract void Initialize<T>(Shape input, Span<T> parameters, Span<T> state, RandomSource random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Creates the buffers and arithmetic for batches of at most <paramref name="rowCapacity"/> rows.</summary>
    public abstract LayerPass<T> CreatePass<T>(Shape input, int rowCapacity)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The length of all parameters together.</summary>
    public int GetParameterCount(Shape input) => GetParameters(input).Sum(block => block.Length);
}
