using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Analysis.Certificates;

/// <summary>The interval in which every output of a base network lies, whatever its parameters.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
/// <param name="IncludesEnds">Whether finite ends are reached. tanh comes out as exactly 1 in floating point, and never is 1.</param>
internal readonly record struct OutputRange(double Low, double High, bool IncludesEnds)
{
    /// <summary>Any number.</summary>
    public static OutputRange Unbounded => new(double.NegativeInfinity, double.PositiveInfinity, false);

    /// <summary>The range that the last layer with an activation leaves.</summary>
    public static OutputRange Of(NetworkDefinition definition)
    {
        LayerDefinition? last = definition.Layers.LastOrDefault(layer => layer is not (Flatten or Dropout or MaxPooling2D));
        Activation? activation = last switch
        {
            Dense dense => dense.Activation,
            Convolution2D convolution => convolution.Activation,
            _ => null,
        };
        return activation switch
        {
            Relu => new OutputRange(0, double.PositiveInfinity, true),
            Tanh => new OutputRange(-1, 1, false),
            Sigmoid => new OutputRange(0, 1, false),
            Softplus => new OutputRange(0, double.PositiveInfinity, false),
            _ => Unbounded,
        };
    }

    /// <summary>The closest point of the closed interval.</summary>
    public double Clamp(double value) => Math.Clamp(value, Low, High);

    /// <summary>Whether some parameters may give this very output.</summary>
    public bool Contains(double value) => IncludesEnds ? value >= Low && value <= High : value > Low && value < High;
}
