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
        XElement element = XElement.Parse(Create("name", [1, 2]).ToElement());
        double[] numbers = [.. element.Descendants(Svg + "path").Single().Attribute("d")!.Value
            .Split(['M', 'L', ' '], StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.True(numbers[2] > numbers[0]);
        Assert.True(numbers[3] < numbers[1]);
    }

    [Fact]
    public void A_figure_holds_its_charts_and_style()
    {
        XElement element = XElement.Parse(new Figure("title", "subtitle", [Create("a", [1, 2]), Create("b", [1, 2]), Create("c", [1, 2])]).ToDocument());
        Assert.Equal(3, element.Elements(Svg + "g").Count());
        Assert.Contains("prefers-color-scheme: dark", element.Element(Svg + "style")!.Value, StringComparison.Ordinal);
    }

    private static Chart Create(string name, double[] values) => new()
    {
        Title = "Title",
        Horizontal = Axis.Exactly("x", 0, values.Length),
        Vertical = Axis.Linear("y", values),
        Series = [new LineSeries(name, ChartColor.First, [.. values.Select((value, i) => new ChartPoint(i, value))])],
    };
}
