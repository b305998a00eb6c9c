using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Data.Csv;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Tests.Data.Csv;

public sealed class PlainLinesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a\n", "a")]
    [InlineData("a\r\nb\rc\n\nd", "a|b|c||d")]
    [InlineData("\r\r\n\n", "||")]
    public void Lines_end_with_line_feeds_carriage_returns_or_both(string text, string expected) =>
        Assert.Equal(expected.Length == 0 ? [] : expected.Split('|'), Lines(text).Lines);

    [Theory]
    [InlineData("a\nb\"c\nd\n", "a", "b\"c\nd\n")]
    [InlineData("\"a\"", "", "\"a\"")]
    [InlineData("a\r\n\"", "a", "\"")]
    public void What_follows_the_line_before_a_quotation_mark_is_left_to_others(string text, string expected, string rest)
    {
        (List<string> lines, string left) = Lines(text);
        Assert.Equal(expected.Length == 0 ? [] : expected.Split('|'), lines);
        Assert.Equal(rest, left);
    }

    [Fact]
    public void Lines_across_and_longer_than_the_buffer_are_whole()
    {
        string[] lines = [new string('a', 65_535), "b", new string('c', 200_000), "", new string('d', 65_536), "e"];
        Assert.Equal(lines, Lines(string.Join("\r\n", lines)).Lines);
        Assert.Equal(lines, Lines(string.Join("\r", lines)).Lines);
    }

    [Fact]
    public void A_file_reads_the_same_with_and_without_the_parser_of_quotes()
    {
        RandomSource random = new(3);
        string[] ends = ["\n", "\r\n", "\r", "\n\n"];
        string text = string.Concat(Enumerable.Range(0, 3000).Select(row =>
            $"{random.NextInt32(1000) / 8.0},{(row % 7 == 0 ? " 1.5e-3 " : "-2")},{row % 2},,{row}{ends[random.NextInt32(ends.Length)]}"));
        CsvOptions options = new() { LabelColumn = "y", IgnoreColumns = ["empty"] };
        CsvLoadResult plain = CsvDataset.Load(folder.Write("plain.csv", "a,b,y,empty,c\n" + text), options);
        CsvLoadResult quoted = CsvDataset.Load(folder.Write("quoted.csv", "\"a\",b,y,empty,c\n" + text), options);
        CsvLoadResult late = CsvDataset.Load(folder.Write("late.csv", "a,b,y,empty,c\n" + text + "\"1\",2,0,,3"), options);
        Assert.Equal(3000, plain.Data.Rows);
        Assert.Equal(plain.Data.Features.ToArray(), quoted.Data.Features.ToArray());
        Assert.Equal(plain.Data.Targets.ToArray(), quoted.Data.Targets.ToArray());
        Assert.Equal([.. plain.Data.Features.ToArray(), 1, 2, 3], late.Data.Features.ToArray());
    }

    [Theory]
    [InlineData("a,y\n1,0\n\n2,x,3\n", 4)]
    [InlineData("\"a\",y\n1,0\n\n2,x,3\n", 4)]
    [InlineData("a,y\n1,0\n\n\"2\",1\n2,x,3\n", 5)]
    [InlineData("a,y\r\n1,0\r\n\"2\",1\r\n2,x,3\r\n", 4)]
    public void Errors_name_the_line_whoever_read_it(string text, int line) => Assert.StartsWith(
        $"{folder["data.csv"]}, line {line}: a row must have as many fields as the header, 2, but has 3.",
        Assert.Throws<InvalidDataException>(() => CsvDataset.Load(folder.Write("data.csv", text), new CsvOptions { LabelColumn = "y" })).Message,
        StringComparison.Ordinal);

    private static (List<string> Lines, string Left) Lines(string text)
    {
        PlainLines lines = new(new StringReader(text), "text");
        List<string> taken = [];
        while (lines.TryRead(out ReadOnlySpan<char> line))
        {
            taken.Add(line.ToString());
        }

        Assert.Equal(taken.Count, lines.Count);
        using TextReader rest = lines.Rest();
        return (taken, rest.ReadToEnd());
    }
}
