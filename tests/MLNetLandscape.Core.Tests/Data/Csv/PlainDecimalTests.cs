using System.Globalization;
using MLNetLandscape.Core.Data.Csv;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Tests.Data.Csv;

public sealed class PlainDecimalTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("1")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("-12.375")]
    [InlineData("0.1")]
    [InlineData("000123.4500")]
    [InlineData("999999999999999")]
    [InlineData("-0.00000000000001")]
    public void Reads_plain_decimals(string text)
    {
        Assert.True(PlainDecimal.TryRead(text, out float value));
        Assert.Equal(BitConverter.SingleToInt32Bits(Parse(text)), BitConverter.SingleToInt32Bits(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData("+1")]
    [InlineData("1e3")]
    [InlineData("1 ")]
    [InlineData("NaN")]
    [InlineData("1234567890123456")]
    [InlineData("0.123456789012345")]
    public void Leaves_everything_else_to_the_general_parser(string text) => Assert.False(PlainDecimal.TryRead(text, out _));

    [Theory]
    [InlineData("16777217")]
    [InlineData("16777219")]
    [InlineData("1.000000059604645")]
    public void Leaves_what_may_lie_on_either_side_of_a_middle_to_the_general_parser(string text) =>
        Assert.False(PlainDecimal.TryRead(text, out _));

    [Fact]
    public void Agrees_with_the_general_parser_bit_for_bit()
    {
        RandomSource random = new(1);
        int read = 0;
        for (int i = 0; i < 300_000; i++)
        {
            string digits = (random.NextUInt64() >> random.NextInt32(60)).ToString(CultureInfo.InvariantCulture);
            int point = random.NextInt32(digits.Length + 1);
            string text = (random.NextInt32(2) == 0 ? "-" : string.Empty) + digits[..point] + "." + digits[point..];
            if (PlainDecimal.TryRead(text, out float value))
            {
                Assert.Equal(Parse(text), value);
                read++;
            }
        }

        Assert.True(read > 200_000);
    }

    private static float Parse(string text) => float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
