namespace MLNetLandscape.Core.Kernels;

/// <summary>Cuts rows into the fewest tiles of at most a given height, heights differing by one at most: 32 into 11, 11, 10 and not 12, 12, 8.</summary>
internal struct RowTiles
{
    private readonly int rows;
    private readonly int height;
    private int taller;

    public RowTiles(int rows, int maximum)
    {
        this.rows = rows;
        int tiles = (rows + maximum - 1) / maximum;
        height = tiles == 0 ? 0 : rows / tiles;
        taller = tiles == 0 ? 0 : rows % tiles;
    }

    /// <summary>The first row of the tile.</summary>
    public int First { readonly get; private set; }

    /// <summary>Rows of the tile.</summary>
    public int Height { readonly get; private set; }

    public bool MoveNext() => MoveNext(1);

    /// <summary>Goes on to the next <paramref name="tiles"/> tiles, or those that are left, as one.</summary>
    public bool MoveNext(int tiles)
    {
        First += Height;
        Height = 0;
        for (int tile = 0; tile < tiles && First + Height < rows; tile++)
        {
            Height += height + (taller-- > 0 ? 1 : 0);
        }

        return First < rows;
    }
}
