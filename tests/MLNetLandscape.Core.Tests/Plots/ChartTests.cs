using System.Xml.Linq;
using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Core.Tests.Plots;

public sealed class ChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Is_well_formed_and_escapes_names()
    {
        XElement element = XElement.Parse(Create("<b> & \"quotes\"", [1, 2, 3]).ToElement());
        Assert.Contains(element.Descendants(Svg + "text"), text => text.Value == "<b> & \"quotes\"");
    }

    [Fact]
    public void Interrupts_a_line_where_a_value_is_missing()
    {
        XElement element = XElement.Parse(Create("name", [1, 2, double.NaN, 4, 5]).ToElement());
        string path = element.Descendants(Svg + "path").Single().Attribute("d")!.Value;
        Assert.Equal(2, path.Count(c => c == 'M'));
        Assert.Equal(2, path.Count(c => c == 'L'));
    }

    [Fact]
    public void Draws_a_larger_value_higher_up()
    {
        double[] numbers = Numbers(Create("name", [1, 2]));
        Assert.True(numbers[2] > numbers[0]);
        Assert.True(numbers[3] < numbers[1]);
    }

    [Fact]
    public void A_line_reaches_the_floor_of_a_logarithmic_axis_where_it_meets_it()
    {
        double[] values = [100, 0.01, 100, 0];
        Axis axis = Axis.Logarithmic("y", values) with { Minimum = 1, Maximum = 100 };
        double[] numbers = Numbers(Create("name", values) with { Vertical = axis });
        double start = numbers[0], width = numbers[^4] - numbers[4], floor = numbers[3];
        Assert.All(new[] { 0, 0.5, 1, 1.5, 2, 3 }, (place, i) => Assert.Equal(start + (place * width), numbers[2 * i], 0.2));
        Assert.Equal([numbers[1], floor, floor, floor, numbers[1], floor], numbers.Where((_, i) => i % 2 == 1));
        Assert.True(floor > numbers[1]);
    }

    [Fact]
    public void A_figure_holds_its_charts_and_style()
    {
        XElement element = XElement.Parse(new Figure("title", "subtitle", [Create("a", [1, 2]), Create("b", [1, 2]), Create("c", [1, 2])]).ToDocument());
        Assert.Equal(3, element.Elements(Svg + "g").Count());
        Assert.Contains("prefers-color-scheme: dark", element.Element(Svg + "style")!.Value, StringComparison.Ordinal);
    }

    private static double[] Numbers(Chart chart) =>
        [.. XElement.Parse(chart.ToElement()).Descendants(Svg + "path").Single().Attribute("d")!.Value
            .Split(['M', 'L', ' '], StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];

    private static Chart Create(string name, double[] values) => new()
    {
        Title = "Title",
        Horizontal = Axis.Exactly("x", 0, values.Length),
        Vertical = Axis.Linear("y", values),
        Series = [new LineSeries(name, ChartColor.First, [.. values.Select((value, i) => new ChartPoint(i, value))])],
    };
}
