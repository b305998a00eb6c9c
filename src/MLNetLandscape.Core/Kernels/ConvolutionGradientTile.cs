using System.Runtime.CompilerServices;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Kernels;

/// <summary>The inner loop of a convolution's weight gradient: a register tile of filters x input streams x kernel columns.</summary>
/// <remarks>
/// <para>sum[f, s, k] = the sum over places and lanes of dZ[f, place, lane] X[s, place + k, lane], where a stream is a channel displaced by a kernel row
/// and k counts kernel columns. Every sum is a vector until the places are done, and then folded and added to dK.</para>
/// <para>3 x 3 x 3 takes 27 accumulators, three vectors of dZ and one of X: 31 of AVX-512's 32 registers, for 12 loads and 27 multiply-adds;
/// 2 x 2 x 3 takes 15 of AVX2's 16. The extents are constants of the type arguments.</para>
/// </remarks>
internal static unsafe class ConvolutionGradientTile
{
    private const int Panel = BatchTensor<float>.PanelWidth;

    /// <summary>Runs over the places of a <see cref="PlaceLoop"/>.</summary>
    /// <param name="dz">dZ of the first filter at the first place.</param>
    /// <param name="x0">The first stream at the first place and column; <paramref name="x1"/> and <paramref name="x2"/> likewise, equal to it where the tile has fewer.</param>
    /// <param name="x1">The second stream.</param>
    /// <param name="x2">The third stream.</param>
    /// <param name="k0">The first filter's gradient for the first stream and column; <paramref name="k1"/> and <paramref name="k2"/> likewise.</param>
    /// <param name="k1">For the second stream.</param>
    /// <param name="k2">For the third stream.</param>
    /// <param name="loop">The strides and counts.</param>
    /// <remarks>The caller proves that every address which the loop reaches lies in its spans.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, T, TFilters, TStreams, TColumns>(T* dz, T* x0, T* x1, T* x2, T* k0, T* k1, T* k2, in PlaceLoop loop)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFilters : ITileRows
        where TStreams : ITileRows
        where TColumns : ITileRows
    {
        TVector f0s0k0 = TSimd.Zero, f1s0k0 = TSimd.Zero, f2s0k0 = TSimd.Zero;
        TVector f0s0k1 = TSimd.Zero, f1s0k1 = TSimd.Zero, f2s0k1 = TSimd.Zero;
        TVector f0s0k2 = TSimd.Zero, f1s0k2 = TSimd.Zero, f2s0k2 = TSimd.Zero;
        TVector f0s1k0 = TSimd.Zero, f1s1k0 = TSimd.Zero, f2s1k0 = TSimd.Zero;
        TVector f0s1k1 = TSimd.Zero, f1s1k1 = TSimd.Zero, f2s1k1 = TSimd.Zero;
        TVector f0s1k2 = TSimd.Zero, f1s1k2 = TSimd.Zero, f2s1k2 = TSimd.Zero;
        TVector f0s2k0 = TSimd.Zero, f1s2k0 = TSimd.Zero, f2s2k0 = TSimd.Zero;
        TVector f0s2k1 = TSimd.Zero, f1s2k1 = TSimd.Zero, f2s2k1 = TSimd.Zero;
        TVector f0s2k2 = TSimd.Zero, f1s2k2 = TSimd.Zero, f2s2k2 = TSimd.Zero;
        nint filter = loop.OutputFilter;
        nint z = 0;
        nint x = 0;
        for (int row = loop.Rows; row > 0; row--)
        {
            for (int place = loop.Places; place > 0; place--)
            {
                for (int vector = loop.Vectors; vector > 0; vector--)
                {
                    T* d = dz + z;
                    TVector d0 = TSimd.Load(d);
                    TVector d1 = TFilters.Count > 1 ? TSimd.Load(d + filter) : TSimd.Zero;
                    TVector d2 = TFilters.Count > 2 ? TSimd.Load(d + (2 * filter)) : TSimd.Zero;
                    Accumulate<TSimd, TVector, T, TFilters>(x0 + x, d0, d1, d2, ref f0s0k0, ref f1s0k0, ref f2s0k0);

                    if (TColumns.Count > 1)
                    {
                        Accumulate<TSimd, TVector, T, TFilters>(x0 + x + Panel, d0, d1, d2, ref f0s0k1, ref f1s0k1, ref f2s0k1);
                    }

                    if (TColumns.Count > 2)
                    {
                        Accumulate<TSimd, TVector, T, TFilters>(x0 + x + (2 * Panel), d0, d1, d2, ref f0s0k2, ref f1s0k2, ref f2s0k2);
                    }

                    if (TStreams.Count > 1)
                    {
                        Accumulate<TSimd, TVector, T, TFilters>(x1 + x, d0, d1, d2, ref f0s1k0, ref f1s1k0, ref f2s1k0);
                    }

                    if (TStreams.Count > 1 && TColumns.Count > 1)
                    {
                        Accumulate<TSimd, TVector, T, TFilters>(x1 + x + Panel, d0, d1, d2, ref f0s1k1, ref f1s1k1, ref f2s1k1);
                    }

                    if (TStreams.Count > 1 && TColumns.Count > 2)
                    {
                        Accumulate<TSimd, TVector, T, TFilters>(x1 + x + (2 * Panel), d0, d1, d2, ref f0s1k2, ref f1s1k2, ref f2s1k2);
                    }

                    if (TStreams.Count > 2)
                    {
                        Accumulate<TSimd, TVector, T, TFilters>(x2 + x, d0, d1, d2, ref f0s2k0, ref f1s2k0, ref f2s2k0);
                    }

                    if (TStreams.Count > 2 && TColumns.Count > 1)
                    {
                        Accumulate<TSimd, TVector, T, TFilters>(x2 + x + Panel, d0, d1, d2, ref f0s2k1, ref f1s2k1, ref f2s2k1);
                    }

                    if (TStreams.Count > 2 && TColumns.Count > 2)
                    {
                        Accumulate<TSimd, TVector, T, TFilters>(x2 + x + (2 * Panel), d0, d1, d2, ref f0s2k2, ref f1s2k2, ref f2s2k2);
                    }

                    z += TSimd.Lanes;
                    x += TSimd.Lanes;
                }

                z += loop.OutputPlace;
                x += loop.InputPlace;
            }

            z += loop.OutputRow;
            x += loop.InputRow;
        }

        Fold<TSimd, TVector, T, TFilters>(k0, loop.WeightFilter, f0s0k0, f1s0k0, f2s0k0);

        if (TColumns.Count > 1)
        {
            Fold<TSimd, TVector, T, TFilters>(k0 + 1, loop.WeightFilter, f0s0k1, f1s0k1, f2s0k1);
        }

        if (TColumns.Count > 2)
        {
            Fold<TSimd, TVector, T, TFilters>(k0 + 2, loop.WeightFilter, f0s0k2, f1s0k2, f2s0k2);
        }

        if (TStreams.Count > 1)
        {
            Fold<TSimd, TVector, T, TFilters>(k1, loop.WeightFilter, f0s1k0, f1s1k0, f2s1k0);
        }

        if (TStreams.Count > 1 && TColumns.Count > 1)
        {
            Fold<TSimd, TVector, T, TFilters>(k1 + 1, loop.WeightFilter, f0s1k1, f1s1k1, f2s1k1);
        }

        if (TStreams.Count > 1 && TColumns.Count > 2)
        {
            Fold<TSimd, TVector, T, TFilters>(k1 + 2, loop.WeightFilter, f0s1k2, f1s1k2, f2s1k2);
        }

        if (TStreams.Count > 2)
        {
            Fold<TSimd, TVector, T, TFilters>(k2, loop.WeightFilter, f0s2k0, f1s2k0, f2s2k0);
        }

        if (TStreams.Count > 2 && TColumns.Count > 1)
        {
            Fold<TSimd, TVector, T, TFilters>(k2 + 1, loop.WeightFilter, f0s2k1, f1s2k1, f2s2k1);
        }

        if (TStreams.Count > 2 && TColumns.Count > 2)
        {
            Fold<TSimd, TVector, T, TFilters>(k2 + 2, loop.WeightFilter, f0s2k2, f1s2k2, f2s2k2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate<TSimd, TVector, T, TFilters>(
        T* source, TVector d0, TVector d1, TVector d2, ref TVector f0, ref TVector f1, ref TVector f2)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFilters : ITileRows
    {
        TVector x = TSimd.Load(source);
        f0 = TSimd.MultiplyAdd(d0, x, f0);
        if (TFilters.Count > 1)
        {
            f1 = TSimd.MultiplyAdd(d1, x, f1);
        }

        if (TFilters.Count > 2)
        {
            f2 = TSimd.MultiplyAdd(d2, x, f2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fold<TSimd, TVector, T, TFilters>(T* target, nint filter, TVector f0, TVector f1, TVector f2)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFilters : ITileRows
    {
        *target += TSimd.Sum(f0);
        if (TFilters.Count > 1)
        {
            target[filter] += TSimd.Sum(f1);
        }

        if (TFilters.Count > 2)
        {
            target[2 * filter] += TSimd.Sum(f2);
        }
    }
}
