namespace MLNetLandscape.Core.Layers;

/// <summary>A pass that can multiply dE/dx by the derivative of the ReLU whose output x is, in the loop that writes dE/dx.</summary>
/// <remarks>It spares the layer below a pass over its output and its gradient, which in a convolutional network no cache holds.</remarks>
internal interface IGatesInputGradient
{
    /// <summary>Whether x is a ReLU's output, so that dE/dx is to be zero where x is not positive.</summary>
    bool GatesInputGradient { get; set; }
}
