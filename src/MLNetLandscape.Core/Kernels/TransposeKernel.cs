using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Kernels;

/// <summary>Between row-major rows and panels.</summary>
internal static class TransposeKernel
{
    private const int Lanes = BatchTensor<float>.PanelWidth;

    /// <summary>Puts rows into panels [features][32]; lanes beyond the rows become zero.</summary>
    public static void ToPanels<T>(ReadOnlySpan<T> rowMajor, Span<T> panels, int rows, int features)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        panels.Clear();
        for (int row = 0; row < rows; row++)
        {
            for (int f = 0; f < features; f++)
            {
                panels[(((row / Lanes * features) + f) * Lanes) + (row % Lanes)] = rowMajor[(row * features) + f];
            }
        }
    }

    /// <summary>Takes rows out of panels.</summary>
    public static void ToRows<T>(ReadOnlySpan<T> panels, Span<T> rowMajor, int rows, int features)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = 0; row < rows; row++)
        {
            for (int f = 0; f < features; f++)
            {
                rowMajor[(row * features) + f] = panels[(((row / Lanes * features) + f) * Lanes) + (row % Lanes)];
            }
        }
    }
}
