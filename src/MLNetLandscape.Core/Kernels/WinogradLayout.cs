using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Kernels;

/// <summary>Where Winograd's transformed filters U, inputs V and products M lie in the scratch memory of a call, in elements.</summary>
/// <remarks>U is [position][filter][channel], V [position][tile][channel][32 rows] and M [position][tile][filter][32 rows], for the 36 positions of a window.
/// A weight gradient has dU in place of U and what comes from dZ in place of M.</remarks>
internal readonly struct WinogradLayout
{
    /// <summary>Outputs of a tile in either direction.</summary>
    public const int Tile = 4;

    /// <summary>Inputs of a tile in either direction.</summary>
    public const int Window = 6;

    /// <summary>Products of a tile, channel and filter.</summary>
    public const int Positions = Window * Window;

    private const int Panel = BatchTensor<float>.PanelWidth;

    /// <summary>Numbers of V and M of a block, but one tile at least: 32 channels and filters take 288 KiB for a tile, and U 144 KiB. Two tiles were slower: what the second cache holds of X went.</summary>
    private const int BlockLength = 64 * 1024;

    public WinogradLayout(in ConvolutionGeometry g)
    {
        TileColumns = (g.Output.Width + Tile - 1) / Tile;
        Tiles = (g.Output.Height + Tile - 1) / Tile * TileColumns;
        long perTile = (long)Positions * (g.Input.Channels + g.Output.Channels) * Panel;
        TilesPerBlock = (int)Math.Clamp(BlockLength / perTile, 1, Tiles);

        // A place more than needed, so that the 36 vectors of a channel do not compete for one set of the first cache.
        FilterStep = (((g.Input.Channels * g.Output.Channels) + Panel - 1) / Panel * Panel) + Panel;
        InputStep = ((TilesPerBlock * g.Input.Channels) + 1) * Panel;
        ProductStep = ((TilesPerBlock * g.Output.Channels) + 1) * Panel;
        Inputs = checked(Positions * FilterStep);
        Products = checked(Inputs + (Positions * InputStep));
        Window0 = checked(Products + (Positions * ProductStep));
        Strips = checked(Window0 + (2 * Positions * Panel));
        Length = checked(Strips + (TilesPerBlock * BatchTensor<float>.StripsFor(g.Input.Channels) * BatchTensor<float>.StripWidth * Panel));
    }

    /// <summary>Tiles in a row.</summary>
    public int TileColumns { get; }

    /// <summary>Tiles of a panel.</summary>
    public int Tiles { get; }

    /// <summary>Tiles that are transformed, multiplied and transformed back before the next ones.</summary>
    public int TilesPerBlock { get; }

    /// <summary>From one position to the next in U.</summary>
    public int FilterStep { get; }

    /// <summary>From one position to the next in V.</summary>
    public int InputStep { get; }

    /// <summary>From one position to the next in M.</summary>
    public int ProductStep { get; }

    /// <summary>Where V begins; U begins at 0.</summary>
    public int Inputs { get; }

    /// <summary>Where M begins.</summary>
    public int Products { get; }

    /// <summary>Where two windows of places begin that the transforms work in.</summary>
    public int Window0 { get; }

    /// <summary>Where a weight gradient has the V of a position transposed, [tile][strip][32 rows][32 channels].</summary>
    public int Strips { get; }

    /// <summary>Numbers in all.</summary>
    public int Length { get; }
}
