using MLNetLandscape.Core.Kernels;

namespace MLNetLandscape.Core.Tensors;

/// <summary>One value per row and feature of a batch, rows in the vector lanes: memory is [panel][feature][32 rows].</summary>
/// <remarks>
/// <para>A panel holds <see cref="PanelWidth"/> rows. With rows in the lanes, dense and convolutional layers, forward and backward, are the same
/// product of a row-major weight matrix with a panel: nothing is packed, and an element-wise operation runs over contiguous memory.</para>
/// <para>Lanes beyond <see cref="Rows"/> are padding. Inputs hold zeros there and losses write zero gradients there, so padding adds
/// nothing to any parameter's gradient; in between it may hold any finite value.</para>
/// </remarks>
/// <typeparam name="T">Single or double.</typeparam>
public sealed class BatchTensor<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows in a panel: two 512-bit vectors of singles.</summary>
    public const int PanelWidth = 32;

    /// <summary>Features in a strip: a strip of a panel is a square block.</summary>
    public const int StripWidth = 32;

    private readonly AlignedBuffer<T> buffer;
    private AlignedBuffer<T>? strips;
    private int rows;

    /// <summary>Allocates a zeroed tensor for at most <paramref name="rowCapacity"/> rows; <see cref="Rows"/> starts there.</summary>
    /// <exception cref="InsufficientMemoryException">It does not fit into memory; the message says how much was asked for.</exception>
    public BatchTensor(int features, int rowCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rowCapacity, 1);
        Features = features;
        RowCapacity = rowCapacity;
        rows = rowCapacity;
        buffer = new AlignedBuffer<T>((long)PanelsFor(rowCapacity) * features * PanelWidth);
    }

    /// <summary>Features of a row.</summary>
    public int Features { get; }

    /// <summary>The most rows it can hold.</summary>
    public int RowCapacity { get; }

    /// <summary>Rows in use, 1 to <see cref="RowCapacity"/>.</summary>
    public int Rows
    {
        get => rows;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, RowCapacity);
            rows = value;
        }
    }

    /// <summary>Panels in use.</summary>
    public int PanelCount => PanelsFor(rows);

    /// <summary>All panels in use.</summary>
    public PanelRange AllPanels => new(0, PanelCount);

    /// <summary>The values of the panels in use, [panel][feature][32].</summary>
    public Span<T> Values => buffer.Span[..(PanelCount * Features * PanelWidth)];

    /// <summary>A copy in which features lie side by side, [panel][strip][32 rows][32 features], allocated on first use.</summary>
    /// <remarks>
    /// The gradients of dense weights read their inputs in this order: whole cache lines, one after another. A dense layer's backward pass fills it
    /// from the panels, unless <see cref="StripsAreCurrent"/> says that whoever wrote the panels has written it too. Rows beyond <see cref="Rows"/>
    /// and features beyond <see cref="Features"/> may hold anything. Threads may ask for it at once.
    /// </remarks>
    public Span<T> Strips => StripBuffer.Span[..(PanelCount * StripPanel)];

    /// <summary>Whether <see cref="Strips"/> always holds the same values as the panels: set by a loader that writes both.</summary>
    public bool StripsAreCurrent { get; set; }

    private int StripPanel => StripsFor(Features) * StripWidth * PanelWidth;

    private AlignedBuffer<T> StripBuffer
    {
        get
        {
            if (strips is null)
            {
                Interlocked.CompareExchange(ref strips, new AlignedBuffer<T>((long)PanelsFor(RowCapacity) * StripPanel), null);
            }

            return strips;
        }
    }

    /// <summary>One value.</summary>
    public T this[int row, int feature]
    {
        get => buffer.Span[Offset(row, feature)];
        set => buffer.Span[Offset(row, feature)] = value;
    }

    /// <summary>The panels that hold <paramref name="rows"/> rows.</summary>
    public static int PanelsFor(int rows) => (rows + PanelWidth - 1) / PanelWidth;

    /// <summary>One panel, [feature][32].</summary>
    public Span<T> Panel(int panel) => buffer.Span.Slice(panel * Features * PanelWidth, Features * PanelWidth);

    /// <summary>Consecutive panels, [panel][feature][32].</summary>
    public Span<T> Panels(PanelRange range) => buffer.Span.Slice(range.Start * Features * PanelWidth, range.Count * Features * PanelWidth);

    /// <summary>Rows that a panel really holds; the rest is padding.</summary>
    public int RowsIn(int panel) => Math.Min(PanelWidth, rows - (panel * PanelWidth));

    /// <summary>Takes rows, one after another, into the panels; <see cref="Rows"/> becomes their number, and padding becomes zero.</summary>
    /// <exception cref="ArgumentException">No row, a part of a row, or more rows than the capacity.</exception>
    public void LoadRows(ReadOnlySpan<T> values)
    {
        int count = values.Length / Features;
        if (count < 1 || count > RowCapacity || count * Features != values.Length)
        {
            throw new ArgumentException(
                $"A tensor of {Features} features takes 1 to {RowCapacity} rows, but was given {values.Length} numbers. Pass whole rows, or create it with more capacity.",
                nameof(values));
        }

        rows = count;
        TransposeKernel.ToPanels(values, Values, count, Features);
    }

    /// <summary>X'R, the sum over rows of x_i r_i', with X this tensor: the product behind every second moment.</summary>
    /// <remarks>Each sum runs over the rows in their order, with one fused multiply-add a term. Fills R's <see cref="Strips"/>, unless they are current.</remarks>
    /// <param name="right">R, as many rows as this tensor has; may be this tensor itself.</param>
    /// <param name="product">Receives <see cref="Features"/> x R's features numbers, row-major.</param>
    /// <param name="accumulate">Whether to add to what is there.</param>
    /// <exception cref="ArgumentException">The rows differ in number, or the span is too short.</exception>
    public void TransposeMultiply(BatchTensor<T> right, Span<T> product, bool accumulate = false)
    {
        ArgumentNullException.ThrowIfNull(right);
        if (right.Rows != rows)
        {
            throw new ArgumentException($"A product over rows needs as many on both sides, but the left has {rows} and the right {right.Rows}.", nameof(right));
        }

        if (!right.StripsAreCurrent)
        {
            TransposeKernel.ToStrips(right.Values, right.Strips, right.PanelCount, right.Features);
        }

        DenseKernel.WeightGradient(Values, right.Strips, product, rows, Features, RowLayout.Strips(right.Features), 0, Features, accumulate);
    }

    /// <summary>The strips that hold <paramref name="features"/> features.</summary>
    public static int StripsFor(int features) => (features + StripWidth - 1) / StripWidth;

    /// <summary>The strips of consecutive panels, [panel][strip][32][32].</summary>
    public Span<T> StripsOf(PanelRange range) => StripBuffer.Span.Slice(range.Start * StripPanel, range.Count * StripPanel);

    private int Offset(int row, int feature) => (((row / PanelWidth * Features) + feature) * PanelWidth) + (row % PanelWidth);
}
