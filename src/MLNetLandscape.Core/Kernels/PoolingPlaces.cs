using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Kernels;

/// <summary>Walks over the outputs of a pooling layer in memory order, without divisions.</summary>
internal struct PoolingPlaces
{
    private readonly int planes;
    private readonly int height;
    private readonly int width;
    private readonly int size;
    private readonly Shape shape;
    private int plane;
    private int y;
    private int x;

    public PoolingPlaces(Shape shape, int size, int panels)
    {
        this.shape = shape;
        this.size = size;
        planes = panels * shape.Channels;
        height = shape.Height / size;
        width = shape.Width / size;
        x = -1;
        Output = -1;
    }

    /// <summary>The output's place.</summary>
    public int Output { get; private set; }

    /// <summary>The place of the square's upper left corner in the input.</summary>
    public readonly int Input => (((plane * shape.Height) + (y * size)) * shape.Width) + (x * size);

    public bool MoveNext()
    {
        Output++;
        if (++x == width)
        {
            x = 0;
            if (++y == height)
            {
                y = 0;
                plane++;
            }
        }

        return plane < planes;
    }
}
