using MLNetLandscape.Core.Data.Eeg;

namespace MLNetLandscape.Core.Tests.Data.Eeg;

/// <summary>Pixels of scipy 1.10.1's CloughTocher2DInterpolator (tol = 1e-15) for the values sin(1.7 k) + k^2 / 50 at electrode k.</summary>
public sealed class ElectrodeLayoutTests
{
    private static readonly double[,] Operator = ElectrodeLayout.CreateImageOperator();

    [Theory]
    [InlineData(0, 10, 0.0)]
    [InlineData(0, 14, 3.4984433119060294)]
    [InlineData(3, 9, 2.4832283911998023)]
    [InlineData(9, 5, 1.0437648575479577)]
    [InlineData(13, 13, 0.2361423084698438)]
    [InlineData(15, 0, 0.0)]
    [InlineData(16, 1, 0.9070309102790002)]
    [InlineData(15, 27, 0.0)]
    [InlineData(20, 3, 0.7261452776625115)]
    [InlineData(20, 14, -0.4222840275919647)]
    [InlineData(22, 20, 0.28774188086726676)]
    [InlineData(24, 7, 0.19416052602116243)]
    [InlineData(26, 12, -0.20277183234311003)]
    [InlineData(27, 7, -0.026600264990893213)]
    [InlineData(27, 13, -0.14467669380955855)]
    [InlineData(12, 3, 0.8522740867456097)]
    public void Agrees_with_scipy(int row, int column, double expected) =>
        Assert.Equal(expected, Image()[(row * ElectrodeLayout.Side) + column], 1e-10);

    [Fact]
    public void Agrees_with_scipy_over_the_whole_image()
    {
        double[] image = Image();
        Assert.Equal(413.9519001439685, image.Sum(), 1e-8);
        Assert.Equal(532, image.Count(value => value != 0));
    }

    [Fact]
    public void Equal_values_make_a_flat_image_within_the_hull()
    {
        for (int pixel = 0; pixel < Operator.GetLength(0); pixel++)
        {
            double sum = Enumerable.Range(0, 14).Sum(electrode => Operator[pixel, electrode]);
            Assert.True(Math.Abs(sum - 1) < 1e-12 || sum == 0);
        }
    }

    private static double[] Image()
    {
        double[] values = [.. Enumerable.Range(0, 14).Select(k => Math.Sin(k * 1.7) + (k * k / 50.0))];
        return [.. Enumerable.Range(0, Operator.GetLength(0)).Select(p => values.Select((value, k) => Operator[p, k] * value).Sum())];
    }
}
