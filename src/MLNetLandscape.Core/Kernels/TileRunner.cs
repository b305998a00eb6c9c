using System.Runtime.CompilerServices;

namespace MLNetLandscape.Core.Kernels;

/// <summary>Cuts rows into register tiles of nearly equal height, so that no tile is left with a row or two, and runs them.</summary>
internal static unsafe class TileRunner
{
    /// <summary>The tallest tile of two vectors that the registers hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int MaximumRows<TSimd, TVector, T>()
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TSimd.Registers >= 32 ? 12 : 6;

    /// <summary>Runs all tiles of <paramref name="rows"/> rows over whole vectors, one after another; each over all items before the next.</summary>
    public static void Run<TSimd, TVector, T>(int rows, int vectors, T* weights, T* input, T* output, T* bias, in TapLoop loop)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int pairs = vectors / 2;
        for (RowTiles tiles = new(rows, MaximumRows<TSimd, TVector, T>()); tiles.MoveNext();)
        {
            T* w = (T*)((byte*)weights + (tiles.First * loop.WeightRow));
            T* y = (T*)((byte*)output + (tiles.First * loop.OutputRow));
            T* b = bias == null ? null : bias + tiles.First;
            for (int pair = 0; pair < pairs; pair++)
            {
                int offset = pair * 2 * TSimd.Lanes;
                RunTile<TSimd, TVector, T, WholePair<TSimd, TVector, T>>(tiles.Height, w, input + offset, y + offset, b, TSimd.Zero, loop);
            }

            if (vectors % 2 != 0)
            {
                int offset = pairs * 2 * TSimd.Lanes;
                RunTile<TSimd, TVector, T, WholeSingle<TSimd, TVector, T>>(tiles.Height, w, input + offset, y + offset, b, TSimd.Zero, loop);
            }
        }
    }

    /// <summary>Runs all tiles of <paramref name="rows"/> rows over <paramref name="columns"/> columns, 1 to two vectors of them; nothing beyond is touched.</summary>
    public static void RunColumns<TSimd, TVector, T>(int rows, int columns, T* weights, T* input, T* output, in TapLoop loop)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TVector mask = TSimd.MaskOfFirst(columns % TSimd.Lanes);
        for (RowTiles tiles = new(rows, MaximumRows<TSimd, TVector, T>()); tiles.MoveNext();)
        {
            T* w = (T*)((byte*)weights + (tiles.First * loop.WeightRow));
            T* y = (T*)((byte*)output + (tiles.First * loop.OutputRow));
            if (columns == 2 * TSimd.Lanes)
            {
                RunTile<TSimd, TVector, T, WholePair<TSimd, TVector, T>>(tiles.Height, w, input, y, null, mask, loop);
            }
            else if (columns > TSimd.Lanes)
            {
                RunTile<TSimd, TVector, T, MaskedPair<TSimd, TVector, T>>(tiles.Height, w, input, y, null, mask, loop);
            }
            else if (columns == TSimd.Lanes)
            {
                RunTile<TSimd, TVector, T, WholeSingle<TSimd, TVector, T>>(tiles.Height, w, input, y, null, mask, loop);
            }
            else
            {
                RunTile<TSimd, TVector, T, MaskedSingle<TSimd, TVector, T>>(tiles.Height, w, input, y, null, mask, loop);
            }
        }
    }

    private static void RunTile<TSimd, TVector, T, TColumns>(
        int height, T* weights, T* input, T* output, T* bias, TVector mask, in TapLoop loop)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : ITileColumns<TSimd, TVector, T>
    {
        if (loop.WeightPrefetch != 0)
        {
            RunTile<TSimd, TVector, T, TColumns, WeightFetch>(height, weights, input, output, bias, mask, loop);
        }
        else
        {
            RunTile<TSimd, TVector, T, TColumns, NoWeightFetch>(height, weights, input, output, bias, mask, loop);
        }
    }

    private static void RunTile<TSimd, TVector, T, TColumns, TFetch>(
        int height, T* weights, T* input, T* output, T* bias, TVector mask, in TapLoop loop)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : ITileColumns<TSimd, TVector, T>
        where TFetch : IWeightFetch
    {
        switch (height)
        {
            case 1:
                TileKernel.Run<TSimd, TVector, T, TileRows.One, TColumns, TFetch>(weights, input, output, bias, mask, loop);
                break;
            case 2:
                TileKernel.Run<TSimd, TVector, T, TileRows.Two, TColumns, TFetch>(weights, input, output, bias, mask, loop);
                break;
            case 3:
                TileKernel.Run<TSimd, TVector, T, TileRows.Three, TColumns, TFetch>(weights, input, output, bias, mask, loop);
                break;
            case 4:
                TileKernel.Run<TSimd, TVector, T, TileRows.Four, TColumns, TFetch>(weights, input, output, bias, mask, loop);
                break;
            case 5:
                TileKernel.Run<TSimd, TVector, T, TileRows.Five, TColumns, TFetch>(weights, input, output, bias, mask, loop);
                break;
            case 6:
                TileKernel.Run<TSimd, TVector, T, TileRows.Six, TColumns, TFetch>(weights, input, output, bias, mask, loop);
                break;
            case 7:
                TileKernel.Run<TSimd, TVector, T, TileRows.Seven, TColumns, TFetch>(weights, input, output, bias, mask, loop);
                break;
            case 8:
                TileKernel.Run<TSimd, TVector, T, TileRows.Eight, TColumns, TFetch>(weights, input, output, bias, mask, loop);
                break;
            case 9:
                TileKernel.Run<TSimd, TVector, T, TileRows.Nine, TColumns, TFetch>(weights, input, output, bias, mask, loop);
                break;
            case 10:
                TileKernel.Run<TSimd, TVector, T, TileRows.Ten, TColumns, TFetch>(weights, input, output, bias, mask, loop);
                break;
            case 11:
                TileKernel.Run<TSimd, TVector, T, TileRows.Eleven, TColumns, TFetch>(weights, input, output, bias, mask, loop);
                break;
            default:
                TileKernel.Run<TSimd, TVector, T, TileRows.Twelve, TColumns, TFetch>(weights, input, output, bias, mask, loop);
                break;
        }
    }
}
