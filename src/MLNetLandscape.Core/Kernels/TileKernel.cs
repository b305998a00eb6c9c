using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MLNetLandscape.Core.Kernels;

/// <summary>The inner loop of all products: a register tile of 1 to 12 rows and one or two vectors of columns.</summary>
/// <remarks>
/// <para>tile[r] += weights[r, tap] * vector[tap] over the taps of a <see cref="TapLoop"/>, in order, one fused multiply-add each: the result of
/// an element does not depend on the tile that computes it. For every item (a panel, a place) anew.</para>
/// <para>Twelve rows of two vectors need 24 accumulators, two vectors and one broadcast: 27 of AVX-512's 32 registers; each broadcast feeds two
/// multiply-adds, so that loads keep up. Six rows fill AVX2's 16. Row r's weight is addressed as base + {1, 2, 4, 8} x an odd multiple
/// of the row stride: one pointer advances instead of twelve.</para>
/// <para>Rows and columns are constants of the type arguments: the JIT drops the branches and registers of rows that a tile lacks.</para>
/// </remarks>
internal static unsafe class TileKernel
{
    private const int CacheLine = 64;

    /// <summary>Runs one tile over all items.</summary>
    /// <param name="weights">The weight of row 0 and the first tap.</param>
    /// <param name="input">The first vector of the first tap of the first item.</param>
    /// <param name="output">The first vector of row 0 of the first item.</param>
    /// <param name="bias">What to add once, a number a row; null for nothing.</param>
    /// <param name="mask">The columns of the last vector, where the columns are masked.</param>
    /// <param name="loop">The strides and counts.</param>
    /// <remarks>The caller proves that every address which the loop reaches lies in its spans; see <see cref="TapLoop"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, T, TRows, TColumns>(T* weights, T* input, T* output, T* bias, TVector mask, in TapLoop loop)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : ITileRows
        where TColumns : ITileColumns<TSimd, TVector, T>
    {
        nint s1 = loop.WeightRow;
        nint s3 = 3 * s1, s5 = 5 * s1, s7 = 7 * s1, s9 = 9 * s1, s11 = 11 * s1;
        nint weightStep = loop.WeightStep0, inputStep = loop.InputStep0;
        nint weightPrefetch = loop.WeightPrefetch, inputPrefetch = loop.InputPrefetch;
        byte* itemInput = (byte*)input;
        byte* itemOutput = (byte*)output;
        for (int item = loop.Items; item > 0; item--)
        {
            TVector a0 = TSimd.Zero, a1 = TSimd.Zero, a2 = TSimd.Zero, a3 = TSimd.Zero, a4 = TSimd.Zero, a5 = TSimd.Zero;
            TVector a6 = TSimd.Zero, a7 = TSimd.Zero, a8 = TSimd.Zero, a9 = TSimd.Zero, a10 = TSimd.Zero, a11 = TSimd.Zero;
            TVector b0 = TSimd.Zero, b1 = TSimd.Zero, b2 = TSimd.Zero, b3 = TSimd.Zero, b4 = TSimd.Zero, b5 = TSimd.Zero;
            TVector b6 = TSimd.Zero, b7 = TSimd.Zero, b8 = TSimd.Zero, b9 = TSimd.Zero, b10 = TSimd.Zero, b11 = TSimd.Zero;
            if (loop.Accumulate)
            {
                byte* row = itemOutput;
                TColumns.Load((T*)row, mask, out a0, out b0);
                if (TRows.Count > 1)
                {
                    row += loop.OutputRow;
                    TColumns.Load((T*)row, mask, out a1, out b1);
                }

                if (TRows.Count > 2)
                {
                    row += loop.OutputRow;
                    TColumns.Load((T*)row, mask, out a2, out b2);
                }

                if (TRows.Count > 3)
                {
                    row += loop.OutputRow;
                    TColumns.Load((T*)row, mask, out a3, out b3);
                }

                if (TRows.Count > 4)
                {
                    row += loop.OutputRow;
                    TColumns.Load((T*)row, mask, out a4, out b4);
                }

                if (TRows.Count > 5)
                {
                    row += loop.OutputRow;
                    TColumns.Load((T*)row, mask, out a5, out b5);
                }

                if (TRows.Count > 6)
                {
                    row += loop.OutputRow;
                    TColumns.Load((T*)row, mask, out a6, out b6);
                }

                if (TRows.Count > 7)
                {
                    row += loop.OutputRow;
                    TColumns.Load((T*)row, mask, out a7, out b7);
                }

                if (TRows.Count > 8)
                {
                    row += loop.OutputRow;
                    TColumns.Load((T*)row, mask, out a8, out b8);
                }

                if (TRows.Count > 9)
                {
                    row += loop.OutputRow;
                    TColumns.Load((T*)row, mask, out a9, out b9);
                }

                if (TRows.Count > 10)
                {
                    row += loop.OutputRow;
                    TColumns.Load((T*)row, mask, out a10, out b10);
                }

                if (TRows.Count > 11)
                {
                    row += loop.OutputRow;
                    TColumns.Load((T*)row, mask, out a11, out b11);
                }
            }

            if (bias != null)
            {
                TColumns.Add(TSimd.Broadcast(bias[0]), ref a0, ref b0);
                if (TRows.Count > 1)
                {
                    TColumns.Add(TSimd.Broadcast(bias[1]), ref a1, ref b1);
                }

                if (TRows.Count > 2)
                {
                    TColumns.Add(TSimd.Broadcast(bias[2]), ref a2, ref b2);
                }

                if (TRows.Count > 3)
                {
                    TColumns.Add(TSimd.Broadcast(bias[3]), ref a3, ref b3);
                }

                if (TRows.Count > 4)
                {
                    TColumns.Add(TSimd.Broadcast(bias[4]), ref a4, ref b4);
                }

                if (TRows.Count > 5)
                {
                    TColumns.Add(TSimd.Broadcast(bias[5]), ref a5, ref b5);
                }

                if (TRows.Count > 6)
                {
                    TColumns.Add(TSimd.Broadcast(bias[6]), ref a6, ref b6);
                }

                if (TRows.Count > 7)
                {
                    TColumns.Add(TSimd.Broadcast(bias[7]), ref a7, ref b7);
                }

                if (TRows.Count > 8)
                {
                    TColumns.Add(TSimd.Broadcast(bias[8]), ref a8, ref b8);
                }

                if (TRows.Count > 9)
                {
                    TColumns.Add(TSimd.Broadcast(bias[9]), ref a9, ref b9);
                }

                if (TRows.Count > 10)
                {
                    TColumns.Add(TSimd.Broadcast(bias[10]), ref a10, ref b10);
                }

                if (TRows.Count > 11)
                {
                    TColumns.Add(TSimd.Broadcast(bias[11]), ref a11, ref b11);
                }
            }

            byte* w = (byte*)weights;
            byte* x = itemInput;
            for (int outer = loop.Count2; outer > 0; outer--)
            {
                for (int middle = loop.Count1; middle > 0; middle--)
                {
                    for (int inner = loop.Count0; inner > 0; inner--)
                    {
                        TColumns.Load((T*)x, mask, out TVector x0, out TVector x1);
                        TColumns.MultiplyAdd(TSimd.Broadcast(*(T*)(w)), x0, x1, ref a0, ref b0);
                        if (TRows.Count > 1)
                        {
                            TColumns.MultiplyAdd(TSimd.Broadcast(*(T*)(w + s1)), x0, x1, ref a1, ref b1);
                        }

                        if (TRows.Count > 2)
                        {
                            TColumns.MultiplyAdd(TSimd.Broadcast(*(T*)(w + (2 * s1))), x0, x1, ref a2, ref b2);
                        }

                        if (TRows.Count > 3)
                        {
                            TColumns.MultiplyAdd(TSimd.Broadcast(*(T*)(w + s3)), x0, x1, ref a3, ref b3);
                        }

                        if (TRows.Count > 4)
                        {
                            TColumns.MultiplyAdd(TSimd.Broadcast(*(T*)(w + (4 * s1))), x0, x1, ref a4, ref b4);
                        }

                        if (TRows.Count > 5)
                        {
                            TColumns.MultiplyAdd(TSimd.Broadcast(*(T*)(w + s5)), x0, x1, ref a5, ref b5);
                        }

                        if (TRows.Count > 6)
                        {
                            TColumns.MultiplyAdd(TSimd.Broadcast(*(T*)(w + (2 * s3))), x0, x1, ref a6, ref b6);
                        }

                        if (TRows.Count > 7)
                        {
                            TColumns.MultiplyAdd(TSimd.Broadcast(*(T*)(w + s7)), x0, x1, ref a7, ref b7);
                        }

                        if (TRows.Count > 8)
                        {
                            TColumns.MultiplyAdd(TSimd.Broadcast(*(T*)(w + (8 * s1))), x0, x1, ref a8, ref b8);
                        }

                        if (TRows.Count > 9)
                        {
                            TColumns.MultiplyAdd(TSimd.Broadcast(*(T*)(w + s9)), x0, x1, ref a9, ref b9);
                        }

                        if (TRows.Count > 10)
                        {
                            TColumns.MultiplyAdd(TSimd.Broadcast(*(T*)(w + (2 * s5))), x0, x1, ref a10, ref b10);
                        }

                        if (TRows.Count > 11)
                        {
                            TColumns.MultiplyAdd(TSimd.Broadcast(*(T*)(w + s11)), x0, x1, ref a11, ref b11);
                        }

                        if (Sse.IsSupported)
                        {
                            Sse.Prefetch0(w + weightPrefetch);
                            Sse.Prefetch0(x + inputPrefetch);
                            Sse.Prefetch0(x + inputPrefetch + CacheLine);
                        }

                        w += weightStep;
                        x += inputStep;
                    }

                    w += loop.WeightStep1;
                    x += loop.InputStep1;
                }

                w += loop.WeightStep2;
                x += loop.InputStep2;
            }

            byte* target = itemOutput;
            TColumns.Store((T*)target, mask, a0, b0);
            if (TRows.Count > 1)
            {
                target += loop.OutputRow;
                TColumns.Store((T*)target, mask, a1, b1);
            }

            if (TRows.Count > 2)
            {
                target += loop.OutputRow;
                TColumns.Store((T*)target, mask, a2, b2);
            }

            if (TRows.Count > 3)
            {
                target += loop.OutputRow;
                TColumns.Store((T*)target, mask, a3, b3);
            }

            if (TRows.Count > 4)
            {
                target += loop.OutputRow;
                TColumns.Store((T*)target, mask, a4, b4);
            }

            if (TRows.Count > 5)
            {
                target += loop.OutputRow;
                TColumns.Store((T*)target, mask, a5, b5);
            }

            if (TRows.Count > 6)
            {
                target += loop.OutputRow;
                TColumns.Store((T*)target, mask, a6, b6);
            }

            if (TRows.Count > 7)
            {
                target += loop.OutputRow;
                TColumns.Store((T*)target, mask, a7, b7);
            }

            if (TRows.Count > 8)
            {
                target += loop.OutputRow;
                TColumns.Store((T*)target, mask, a8, b8);
            }

            if (TRows.Count > 9)
            {
                target += loop.OutputRow;
                TColumns.Store((T*)target, mask, a9, b9);
            }

            if (TRows.Count > 10)
            {
                target += loop.OutputRow;
                TColumns.Store((T*)target, mask, a10, b10);
            }

            if (TRows.Count > 11)
            {
                target += loop.OutputRow;
                TColumns.Store((T*)target, mask, a11, b11);
            }

            itemInput += loop.ItemInput;
            itemOutput += loop.ItemOutput;
        }
    }
}
