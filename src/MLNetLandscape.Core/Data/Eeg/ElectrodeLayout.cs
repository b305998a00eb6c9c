namespace MLNetLandscape.Core.Data.Eeg;

/// <summary>The 14 electrodes on the grid of an image.</summary>
/// <remarks>
/// Places in the order of the channels. The triangles are a Delaunay triangulation; where four
/// electrodes lie on one circle, it is the one that Qhull picks, so that figures agree with those from scipy.
/// </remarks>
internal static class ElectrodeLayout
{
    /// <summary>Pixels along each side of an image.</summary>
    internal const int Side = 28;

    private static readonly (double X, double Y)[] Electrodes =
    [
        (-2, 4), (2, 4), (-1, 3), (1, 3), (-3, 3), (3, 3), (-2, 2), (2, 2), (-2, -2), (2, -2), (-4, 1), (4, 1), (-1, -3), (1, -3),
    ];

    private static readonly (int A, int B, int C)[] Triangles =
    [
        (8, 6, 10), (6, 4, 10), (7, 9, 11), (5, 7, 11), (4, 2, 0), (2, 4, 6), (2, 1, 0), (1, 2, 3),
        (7, 2, 6), (2, 7, 3), (8, 7, 6), (9, 7, 8), (7, 1, 3), (7, 5, 1), (13, 9, 8), (13, 8, 12),
    ];

    /// <summary>The number of electrodes.</summary>
    internal static int Count => Electrodes.Length;

    /// <summary>
    /// The image as a linear function of the electrodes' values: pixel (row, column) x electrode, row after row. The row is y from its least
    /// to its greatest value over the electrodes, the column x likewise; pixels outside the hull are 0.
    /// </summary>
    internal static double[,] CreateImageOperator()
    {
        var interpolation = new CloughTocherInterpolation(Electrodes, [.. Triangles.Select(Orient)]);
        (double left, double right) = (Electrodes.Min(place => place.X), Electrodes.Max(place => place.X));
        (double bottom, double top) = (Electrodes.Min(place => place.Y), Electrodes.Max(place => place.Y));
        var image = new double[Side * Side, Count];
        for (int row = 0; row < Side; row++)
        {
            for (int column = 0; column < Side; column++)
            {
                double[]? weights = interpolation.Weights(Place(left, right, column), Place(bottom, top, row));
                for (int electrode = 0; weights is not null && electrode < Count; electrode++)
                {
                    image[(row * Side) + column, electrode] = weights[electrode];
                }
            }
        }

        return image;
    }

    private static double Place(double first, double last, int index) => first + (index * ((last - first) / (Side - 1)));

    /// <summary>The triangle with its corners counterclockwise.</summary>
    private static (int A, int B, int C) Orient((int A, int B, int C) triangle)
    {
        (int a, int b, int c) = triangle;
        double area = ((Electrodes[b].X - Electrodes[a].X) * (Electrodes[c].Y - Electrodes[a].Y))
            - ((Electrodes[b].Y - Electrodes[a].Y) * (Electrodes[c].X - Electrodes[a].X));
        return area > 0 ? triangle : (a, c, b);
    }
}
