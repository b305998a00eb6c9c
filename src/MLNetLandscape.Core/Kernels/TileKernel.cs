using System.Runtime.CompilerServices;

namespace MLNetLandscape.Core.Kernels;

/// <summary>The inner loop of all products: a register tile of 1 to 12 rows and one or two vectors of columns.</summary>
/// <remarks>
/// <para>tile[r] += weights[r, tap] * vector[tap] over the taps of a <see cref="TapLoop"/>, in order, one fused multiply-add each: the result of
/// an element does not depend on the tile that computes it. For every item (a panel, a place) anew.</para>
/// <para>Twelve rows of two vectors need 24 accumulators, two vectors and one broadcast: 27 of AVX-512's 32 registers; each broadcast feeds two
/// multiply-adds, so that loads keep up. Six rows fill AVX2's 16. Row r's weight is addressed as base + {1, 2, 4, 8} x an odd multiple
/// of the row stride: one pointer advances instead of twelve.</para>
/// <para>On Cascade Lake the loop ran 5 to 10 % slower where the branch at its end crossed a multiple of 32 bytes of code. What stands before the inner
/// loop decides it: measure all heights again after a change there.</para>
/// <para>The loop of AVX2 takes 23 instructions a tap for 12 multiply-adds, two of which a processor can start in a cycle, and four instructions in all: there
/// is room for none more. So it counts down to zero, and asks for weights ahead of time only where its type of <see cref="IWeightFetch"/> says so.</para>
/// <para>Rows and columns are constants of the type arguments: the JIT drops the branches and registers of rows that a tile lacks.</para>
/// </remarks>
internal static unsafe class TileKernel
{
    /// <summary>Runs one tile over all items.</summary>
    /// <param name="weights">The weight of row 0 and the first tap.</param>
    /// <param name="input">The first vector of the first tap of the first item.</param>
    /// <param name="output">The first vector of row 0 of the first item.</param>
    /// <param name="bias">What to add once, a number a row; null for nothing.</param>
    /// <param name="mask">The columns of the last vector, where the columns are masked.</param>
    /// <param name="loop">The strides and counts.</param>
    /// <remarks>The caller proves that every address which the loop reaches lies in its spans; see <see cref="TapLoop"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, T, TRows, TColumns, TFetch>(T* weights, T* input, T* output, T* bias, TVector mask, in TapLoop loop)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : ITileRows
        where TColumns : ITileColumns<TSimd, TVector, T>
        where TFetch : IWeightFetch
    {
        nint s1 = loop.WeightRow;
        nint s3 = 3 * s1, s5 = 5 * s1, s7 = 7 * s1, s9 = 9 * s1, s11 = 11 * s1;
        nint weightStep = loop.WeightStep0, inputStep = loop.InputStep0, weightPrefetch = loop.WeightPrefetch;
        byte* itemInput = (byte*)input;
        byte* itemOutput = (byte*)output;
        for (int item = loop.Items; item > 0; item--)
        {
            TVector a0 = TSimd.Zero, a1 = TSimd.Zero, a2 = TSimd.Zero, a3 = TSimd.Zero, a4 = TSimd.Zero, a5 = TSimd.Zero;
            TVector a6 = TSimd.Zero, a7 = TSimd.Zero, a8 = TSimd.Zero, a9 = TSimd.Zero, a10 = TSimd.Zero, a11 = TSimd.Zero;
            TVector b0 = TSimd.Zero, b1 = TSimd.Zero, b2 = TSimd.Zero, b3 = TSimd.Zero, b4 = TSimd.Zero, b5 = TSimd.Zero;
            TVector b6 = TSimd.Zero, b7 = TSimd.Zero, b8 = TSimd.Zero, b9 = TSimd.Zero, b10 = TSimd.Zero, b11 = TSimd.Zero;
            byte* target = itemOutput;
            if (loop.Accumulate)
            {
                Load<TSimd, TVector, T, TColumns>(TRows.Count > 0, ref target, loop.OutputRow, mask, ref a0, ref b0);
                Load<TSimd, TVector, T, TColumns>(TRows.Count > 1, ref target, loop.OutputRow, mask, ref a1, ref b1);
                Load<TSimd, TVector, T, TColumns>(TRows.Count > 2, ref target, loop.OutputRow, mask, ref a2, ref b2);
                Load<TSimd, TVector, T, TColumns>(TRows.Count > 3, ref target, loop.OutputRow, mask, ref a3, ref b3);
                Load<TSimd, TVector, T, TColumns>(TRows.Count > 4, ref target, loop.OutputRow, mask, ref a4, ref b4);
                Load<TSimd, TVector, T, TColumns>(TRows.Count > 5, ref target, loop.OutputRow, mask, ref a5, ref b5);
                Load<TSimd, TVector, T, TColumns>(TRows.Count > 6, ref target, loop.OutputRow, mask, ref a6, ref b6);
                Load<TSimd, TVector, T, TColumns>(TRows.Count > 7, ref target, loop.OutputRow, mask, ref a7, ref b7);
                Load<TSimd, TVector, T, TColumns>(TRows.Count > 8, ref target, loop.OutputRow, mask, ref a8, ref b8);
                Load<TSimd, TVector, T, TColumns>(TRows.Count > 9, ref target, loop.OutputRow, mask, ref a9, ref b9);
                Load<TSimd, TVector, T, TColumns>(TRows.Count > 10, ref target, loop.OutputRow, mask, ref a10, ref b10);
                Load<TSimd, TVector, T, TColumns>(TRows.Count > 11, ref target, loop.OutputRow, mask, ref a11, ref b11);
            }

            if (bias != null)
            {
                Add<TSimd, TVector, T, TColumns>(TRows.Count > 0, bias, ref a0, ref b0);
                Add<TSimd, TVector, T, TColumns>(TRows.Count > 1, bias + 1, ref a1, ref b1);
                Add<TSimd, TVector, T, TColumns>(TRows.Count > 2, bias + 2, ref a2, ref b2);
                Add<TSimd, TVector, T, TColumns>(TRows.Count > 3, bias + 3, ref a3, ref b3);
                Add<TSimd, TVector, T, TColumns>(TRows.Count > 4, bias + 4, ref a4, ref b4);
                Add<TSimd, TVector, T, TColumns>(TRows.Count > 5, bias + 5, ref a5, ref b5);
                Add<TSimd, TVector, T, TColumns>(TRows.Count > 6, bias + 6, ref a6, ref b6);
                Add<TSimd, TVector, T, TColumns>(TRows.Count > 7, bias + 7, ref a7, ref b7);
                Add<TSimd, TVector, T, TColumns>(TRows.Count > 8, bias + 8, ref a8, ref b8);
                Add<TSimd, TVector, T, TColumns>(TRows.Count > 9, bias + 9, ref a9, ref b9);
                Add<TSimd, TVector, T, TColumns>(TRows.Count > 10, bias + 10, ref a10, ref b10);
                Add<TSimd, TVector, T, TColumns>(TRows.Count > 11, bias + 11, ref a11, ref b11);
            }

            byte* w = (byte*)weights;
            byte* x = itemInput;
            for (int outer = loop.Count2; outer != 0; outer--)
            {
                for (int middle = loop.Count1; middle != 0; middle--)
                {
                    for (int inner = loop.Count0; inner != 0; inner--)
                    {
                        TColumns.Load((T*)x, mask, out TVector x0, out TVector x1);
                        MultiplyAdd<TSimd, TVector, T, TColumns>(TRows.Count > 0, w, x0, x1, ref a0, ref b0);
                        MultiplyAdd<TSimd, TVector, T, TColumns>(TRows.Count > 1, w + s1, x0, x1, ref a1, ref b1);
                        MultiplyAdd<TSimd, TVector, T, TColumns>(TRows.Count > 2, w + (2 * s1), x0, x1, ref a2, ref b2);
                        MultiplyAdd<TSimd, TVector, T, TColumns>(TRows.Count > 3, w + s3, x0, x1, ref a3, ref b3);
                        MultiplyAdd<TSimd, TVector, T, TColumns>(TRows.Count > 4, w + (4 * s1), x0, x1, ref a4, ref b4);
                        MultiplyAdd<TSimd, TVector, T, TColumns>(TRows.Count > 5, w + s5, x0, x1, ref a5, ref b5);
                        MultiplyAdd<TSimd, TVector, T, TColumns>(TRows.Count > 6, w + (2 * s3), x0, x1, ref a6, ref b6);
                        MultiplyAdd<TSimd, TVector, T, TColumns>(TRows.Count > 7, w + s7, x0, x1, ref a7, ref b7);
                        MultiplyAdd<TSimd, TVector, T, TColumns>(TRows.Count > 8, w + (8 * s1), x0, x1, ref a8, ref b8);
                        MultiplyAdd<TSimd, TVector, T, TColumns>(TRows.Count > 9, w + s9, x0, x1, ref a9, ref b9);
                        MultiplyAdd<TSimd, TVector, T, TColumns>(TRows.Count > 10, w + (2 * s5), x0, x1, ref a10, ref b10);
                        MultiplyAdd<TSimd, TVector, T, TColumns>(TRows.Count > 11, w + s11, x0, x1, ref a11, ref b11);
                        TFetch.Ask(w + weightPrefetch);
                        w += weightStep;
                        x += inputStep;
                    }

                    w += loop.WeightStep1;
                    x += loop.InputStep1;
                }

                w += loop.WeightStep2;
                x += loop.InputStep2;
            }

            if (loop.Rectify)
            {
                Rectify<TSimd, TVector, T, TColumns>(TRows.Count > 0, ref a0, ref b0);
                Rectify<TSimd, TVector, T, TColumns>(TRows.Count > 1, ref a1, ref b1);
                Rectify<TSimd, TVector, T, TColumns>(TRows.Count > 2, ref a2, ref b2);
                Rectify<TSimd, TVector, T, TColumns>(TRows.Count > 3, ref a3, ref b3);
                Rectify<TSimd, TVector, T, TColumns>(TRows.Count > 4, ref a4, ref b4);
                Rectify<TSimd, TVector, T, TColumns>(TRows.Count > 5, ref a5, ref b5);
                Rectify<TSimd, TVector, T, TColumns>(TRows.Count > 6, ref a6, ref b6);
                Rectify<TSimd, TVector, T, TColumns>(TRows.Count > 7, ref a7, ref b7);
                Rectify<TSimd, TVector, T, TColumns>(TRows.Count > 8, ref a8, ref b8);
                Rectify<TSimd, TVector, T, TColumns>(TRows.Count > 9, ref a9, ref b9);
                Rectify<TSimd, TVector, T, TColumns>(TRows.Count > 10, ref a10, ref b10);
                Rectify<TSimd, TVector, T, TColumns>(TRows.Count > 11, ref a11, ref b11);
            }

            if (loop.Gate != 0)
            {
                target = itemOutput + loop.Gate;
                Gate<TSimd, TVector, T, TColumns>(TRows.Count > 0, ref target, loop.OutputRow, mask, ref a0, ref b0);
                Gate<TSimd, TVector, T, TColumns>(TRows.Count > 1, ref target, loop.OutputRow, mask, ref a1, ref b1);
                Gate<TSimd, TVector, T, TColumns>(TRows.Count > 2, ref target, loop.OutputRow, mask, ref a2, ref b2);
                Gate<TSimd, TVector, T, TColumns>(TRows.Count > 3, ref target, loop.OutputRow, mask, ref a3, ref b3);
                Gate<TSimd, TVector, T, TColumns>(TRows.Count > 4, ref target, loop.OutputRow, mask, ref a4, ref b4);
                Gate<TSimd, TVector, T, TColumns>(TRows.Count > 5, ref target, loop.OutputRow, mask, ref a5, ref b5);
                Gate<TSimd, TVector, T, TColumns>(TRows.Count > 6, ref target, loop.OutputRow, mask, ref a6, ref b6);
                Gate<TSimd, TVector, T, TColumns>(TRows.Count > 7, ref target, loop.OutputRow, mask, ref a7, ref b7);
                Gate<TSimd, TVector, T, TColumns>(TRows.Count > 8, ref target, loop.OutputRow, mask, ref a8, ref b8);
                Gate<TSimd, TVector, T, TColumns>(TRows.Count > 9, ref target, loop.OutputRow, mask, ref a9, ref b9);
                Gate<TSimd, TVector, T, TColumns>(TRows.Count > 10, ref target, loop.OutputRow, mask, ref a10, ref b10);
                Gate<TSimd, TVector, T, TColumns>(TRows.Count > 11, ref target, loop.OutputRow, mask, ref a11, ref b11);
            }

            target = itemOutput;
            Store<TSimd, TVector, T, TColumns>(TRows.Count > 0, ref target, loop.OutputRow, mask, a0, b0);
            Store<TSimd, TVector, T, TColumns>(TRows.Count > 1, ref target, loop.OutputRow, mask, a1, b1);
            Store<TSimd, TVector, T, TColumns>(TRows.Count > 2, ref target, loop.OutputRow, mask, a2, b2);
            Store<TSimd, TVector, T, TColumns>(TRows.Count > 3, ref target, loop.OutputRow, mask, a3, b3);
            Store<TSimd, TVector, T, TColumns>(TRows.Count > 4, ref target, loop.OutputRow, mask, a4, b4);
            Store<TSimd, TVector, T, TColumns>(TRows.Count > 5, ref target, loop.OutputRow, mask, a5, b5);
            Store<TSimd, TVector, T, TColumns>(TRows.Count > 6, ref target, loop.OutputRow, mask, a6, b6);
            Store<TSimd, TVector, T, TColumns>(TRows.Count > 7, ref target, loop.OutputRow, mask, a7, b7);
            Store<TSimd, TVector, T, TColumns>(TRows.Count > 8, ref target, loop.OutputRow, mask, a8, b8);
            Store<TSimd, TVector, T, TColumns>(TRows.Count > 9, ref target, loop.OutputRow, mask, a9, b9);
            Store<TSimd, TVector, T, TColumns>(TRows.Count > 10, ref target, loop.OutputRow, mask, a10, b10);
            Store<TSimd, TVector, T, TColumns>(TRows.Count > 11, ref target, loop.OutputRow, mask, a11, b11);
            itemInput += loop.ItemInput;
            itemOutput += loop.ItemOutput;
        }
    }

    /// <summary>The first of the steps below: each treats one row of a tile, if the tile has that row, and goes on to the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<TSimd, TVector, T, TColumns>(bool exists, ref byte* output, nint row, TVector mask, ref TVector first, ref TVector second)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : ITileColumns<TSimd, TVector, T>
    {
        if (exists)
        {
            TColumns.Load((T*)output, mask, out first, out second);
            output += row;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TSimd, TVector, T, TColumns>(bool exists, T* bias, ref TVector first, ref TVector second)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : ITileColumns<TSimd, TVector, T>
    {
        if (exists)
        {
            TColumns.Add(TSimd.Broadcast(*bias), ref first, ref second);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAdd<TSimd, TVector, T, TColumns>(bool exists, byte* weight, TVector x0, TVector x1, ref TVector first, ref TVector second)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : ITileColumns<TSimd, TVector, T>
    {
        if (exists)
        {
            TColumns.MultiplyAdd(TSimd.Broadcast(*(T*)weight), x0, x1, ref first, ref second);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rectify<TSimd, TVector, T, TColumns>(bool exists, ref TVector first, ref TVector second)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : ITileColumns<TSimd, TVector, T>
    {
        if (exists)
        {
            first = TSimd.Select(TSimd.GreaterThan(TSimd.Zero, first), TSimd.Zero, first);
            second = TSimd.Select(TSimd.GreaterThan(TSimd.Zero, second), TSimd.Zero, second);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gate<TSimd, TVector, T, TColumns>(bool exists, ref byte* gate, nint row, TVector mask, ref TVector first, ref TVector second)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : ITileColumns<TSimd, TVector, T>
    {
        if (exists)
        {
            TColumns.Load((T*)gate, mask, out TVector gate0, out TVector gate1);
            first = TSimd.Select(TSimd.GreaterThan(gate0, TSimd.Zero), first, TSimd.Zero);
            second = TSimd.Select(TSimd.GreaterThan(gate1, TSimd.Zero), second, TSimd.Zero);
            gate += row;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TSimd, TVector, T, TColumns>(bool exists, ref byte* output, nint row, TVector mask, TVector first, TVector second)
        where TSimd : ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : ITileColumns<TSimd, TVector, T>
    {
        if (exists)
        {
            TColumns.Store((T*)output, mask, first, second);
            output += row;
        }
    }
}
