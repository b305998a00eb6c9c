using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Kernels;

/// <summary>Between row-major rows, panels and strips.</summary>
internal static unsafe class TransposeKernel
{
    private const int Panel = BatchTensor<float>.PanelWidth;
    private const int Strip = BatchTensor<float>.StripWidth;
    private const int Block = Strip * Panel;

    /// <summary>Puts rows into panels [features][32]; lanes beyond the rows become zero.</summary>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void ToPanels<T>(ReadOnlySpan<T> rowMajor, Span<T> panels, int rows, int features)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ToPanels(rowMajor, panels, rows, features, InstructionSets.Best<T>());

    /// <summary>Takes rows out of panels.</summary>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void ToRows<T>(ReadOnlySpan<T> panels, Span<T> rowMajor, int rows, int features)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ToRows(panels, rowMajor, rows, features, InstructionSets.Best<T>());

    /// <summary>Puts rows into panels and into strips; lanes and strip rows beyond the rows become zero.</summary>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void Load<T>(ReadOnlySpan<T> rowMajor, Span<T> panels, Span<T> strips, int rows, int features)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Load(rowMajor, panels, strips, rows, features, InstructionSets.Best<T>());

    /// <summary>Copies panels into strips, padding lanes included.</summary>
    /// <exception cref="ArgumentException">A span is too short for the sizes.</exception>
    public static void ToStrips<T>(ReadOnlySpan<T> panels, Span<T> strips, int panelCount, int features)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ToStrips(panels, strips, panelCount, features, InstructionSets.Best<T>());

    internal static void ToPanels<T>(ReadOnlySpan<T> rowMajor, Span<T> panels, int rows, int features, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(rowMajor.Length, panels.Length, rows, features);
        if (rows % Panel != 0)
        {
            panels.Slice(rows / Panel * Panel * features, Panel * features).Clear();
        }

        fixed (T* source = rowMajor, target = panels)
        {
            for (int row = 0; row < rows; row += Panel)
            {
                nint start = (nint)row * features;
                Transpose(source + start, features, target + start, Panel, Math.Min(Panel, rows - row), features, set);
            }
        }
    }

    internal static void ToRows<T>(ReadOnlySpan<T> panels, Span<T> rowMajor, int rows, int features, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(rowMajor.Length, panels.Length, rows, features);
        fixed (T* source = panels, target = rowMajor)
        {
            for (int row = 0; row < rows; row += Panel)
            {
                nint start = (nint)row * features;
                Transpose(source + start, Panel, target + start, features, features, Math.Min(Panel, rows - row), set);
            }
        }
    }

    // Bounds: panel p, strip s, width = min(32, features - 32 s): rows 32 p + r < rows end at (32 p + r) features + 32 s + width <= rows features; the
    // block at (p strips + s) 1024 lies in the strips; features 32 s + width <= features of panel p lie in the panels. All checked at entry.
    internal static void Load<T>(ReadOnlySpan<T> rowMajor, Span<T> panels, Span<T> strips, int rows, int features, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = BatchTensor<T>.PanelsFor(rows);
        Check(rowMajor.Length, panels.Length, rows, features);
        KernelGuard.AtLeast(strips.Length, (long)count * BatchTensor<T>.StripsFor(features) * Block, nameof(strips));
        fixed (T* source = rowMajor, panel = panels, strip = strips)
        {
            T* block = strip;
            for (int p = 0; p < count; p++)
            {
                int present = Math.Min(Panel, rows - (p * Panel));
                for (int first = 0; first < features; first += Strip, block += Block)
                {
                    int width = Math.Min(Strip, features - first);
                    CopyRows(source + ((nint)p * Panel * features) + first, features, block, present, width);
                    new Span<T>(block + (present * Strip), (Panel - present) * Strip).Clear();
                    Transpose(block, Strip, panel + ((((nint)p * features) + first) * Panel), Panel, Panel, width, set);
                }
            }
        }
    }

    // Bounds: as in Load.
    internal static void ToStrips<T>(ReadOnlySpan<T> panels, Span<T> strips, int panelCount, int features, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        KernelGuard.Sizes(features, features, panelCount, Panel);
        KernelGuard.AtLeast(panels.Length, (long)panelCount * Panel * features, nameof(panels));
        KernelGuard.AtLeast(strips.Length, (long)panelCount * BatchTensor<T>.StripsFor(features) * Block, nameof(strips));
        fixed (T* panel = panels, strip = strips)
        {
            T* block = strip;
            for (int p = 0; p < panelCount; p++)
            {
                for (int first = 0; first < features; first += Strip, block += Block)
                {
                    int width = Math.Min(Strip, features - first);
                    Transpose(panel + ((((nint)p * features) + first) * Panel), Panel, block, Strip, width, Panel, set);
                }
            }
        }
    }

    private static void CopyRows<T>(T* source, nint sourceRow, T* target, int rows, int width)
        where T : unmanaged
    {
        for (int row = 0; row < rows; row++, source += sourceRow, target += Strip)
        {
            if (width == Strip)
            {
                // Of constant length, so that the JIT makes it a few vector moves.
                Unsafe.CopyBlockUnaligned(target, source, (uint)(Strip * sizeof(T)));
            }
            else
            {
                Unsafe.CopyBlockUnaligned(target, source, (uint)(width * sizeof(T)));
            }
        }
    }

    private static void Check(int rowMajor, int panels, int rows, int features)
    {
        KernelGuard.Sizes(features, features, rows, Panel);
        KernelGuard.AtLeast(rowMajor, (long)rows * features, nameof(rowMajor));
        KernelGuard.AtLeast(panels, (long)BatchTensor<float>.PanelsFor(rows) * Panel * features, nameof(panels));
    }

    /// <summary>target[j, i] = source[i, j] for i &lt; rows and j &lt; columns, in square blocks that a few registers hold.</summary>
    /// <remarks>
    /// Bounds: a block at (i, j) has i + block &lt;= rows and j + block &lt;= columns. The last block of an axis is moved back to end with the axis: it
    /// copies some elements twice and touches none beyond.
    /// </remarks>
    private static void Transpose<T>(T* source, nint sourceRow, T* target, nint targetRow, int rows, int columns, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int block = set is InstructionSet.Avx512 or InstructionSet.Avx2 ? Vector256<T>.Count : 1;
        block = Math.Min(rows, columns) < block ? 1 : block;
        for (int column = 0; column < columns; column += block)
        {
            int j = Math.Min(column, columns - block);
            for (int row = 0; row < rows; row += block)
            {
                int i = Math.Min(row, rows - block);
                T* from = source + (i * sourceRow) + j;
                T* to = target + (j * targetRow) + i;
                if (block == 1)
                {
                    *to = *from;
                }
                else if (typeof(T) == typeof(float))
                {
                    HalfOfEight((float*)from, sourceRow, (float*)to, targetRow);
                    HalfOfEight((float*)from + 4, sourceRow, (float*)to + (4 * targetRow), targetRow);
                }
                else
                {
                    HalfOfFour((double*)from, sourceRow, (double*)to, targetRow);
                    HalfOfFour((double*)from + 2, sourceRow, (double*)to + (2 * targetRow), targetRow);
                }
            }
        }
    }

    /// <summary>Columns 0 to 3 of an 8 x 8 block: rows r and r + 4 share a register from the load on, so that no shuffle crosses its halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void HalfOfEight(float* source, nint sourceRow, float* target, nint targetRow)
    {
        Vector256<float> r0 = Vector256.Create(Vector128.Load(source), Vector128.Load(source + (4 * sourceRow)));
        Vector256<float> r1 = Vector256.Create(Vector128.Load(source + sourceRow), Vector128.Load(source + (5 * sourceRow)));
        Vector256<float> r2 = Vector256.Create(Vector128.Load(source + (2 * sourceRow)), Vector128.Load(source + (6 * sourceRow)));
        Vector256<float> r3 = Vector256.Create(Vector128.Load(source + (3 * sourceRow)), Vector128.Load(source + (7 * sourceRow)));
        Vector256<double> low01 = Avx.UnpackLow(r0, r1).AsDouble();
        Vector256<double> high01 = Avx.UnpackHigh(r0, r1).AsDouble();
        Vector256<double> low23 = Avx.UnpackLow(r2, r3).AsDouble();
        Vector256<double> high23 = Avx.UnpackHigh(r2, r3).AsDouble();
        Avx.UnpackLow(low01, low23).AsSingle().Store(target);
        Avx.UnpackHigh(low01, low23).AsSingle().Store(target + targetRow);
        Avx.UnpackLow(high01, high23).AsSingle().Store(target + (2 * targetRow));
        Avx.UnpackHigh(high01, high23).AsSingle().Store(target + (3 * targetRow));
    }

    /// <summary>Columns 0 and 1 of a 4 x 4 block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void HalfOfFour(double* source, nint sourceRow, double* target, nint targetRow)
    {
        Vector256<double> r0 = Vector256.Create(Vector128.Load(source), Vector128.Load(source + (2 * sourceRow)));
        Vector256<double> r1 = Vector256.Create(Vector128.Load(source + sourceRow), Vector128.Load(source + (3 * sourceRow)));
        Avx.UnpackLow(r0, r1).Store(target);
        Avx.UnpackHigh(r0, r1).Store(target + targetRow);
    }
}
