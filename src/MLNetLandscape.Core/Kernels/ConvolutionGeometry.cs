using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Kernels;

/// <summary>The sizes of a 2-D convolution: output (f, y, x) reads input (c, y * Stride + ky - PadTop, x * Stride + kx - PadLeft).</summary>
/// <param name="Input">Channels, height and width of the input.</param>
/// <param name="Output">Filters, height and width of the output.</param>
/// <param name="KernelHeight">Rows of the kernel.</param>
/// <param name="KernelWidth">Columns of the kernel.</param>
/// <param name="Stride">The step in both directions.</param>
/// <param name="PadTop">Rows of zeros above.</param>
/// <param name="PadLeft">Columns of zeros to the left.</param>
internal readonly record struct ConvolutionGeometry(
    Shape Input, Shape Output, int KernelHeight, int KernelWidth, int Stride, int PadTop, int PadLeft)
{
    /// <summary>Weights of one filter: channels x kernel height x kernel width.</summary>
    public int WeightsPerFilter => Input.Channels * KernelHeight * KernelWidth;
}
