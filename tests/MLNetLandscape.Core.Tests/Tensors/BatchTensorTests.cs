using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Tensors;

public sealed class BatchTensorTests
{
    public sealed class TheLoadRowsMethod
    {
        [Theory]
        [InlineData(1)]
        [InlineData(32)]
        [InlineData(39)]
        public void Should_Put_Every_Value_In_Its_Place_And_Zeros_In_The_Padding(int rows)
        {
            BatchTensor<double> tensor = new(3, 40);
            tensor.Values.Fill(double.NaN);
            tensor.LoadRows([.. Enumerable.Range(1, rows * 3).Select(i => (double)i)]);
            Assert.Equal(rows, tensor.Rows);
            for (int row = 0; row < rows; row++)
            {
                Assert.Equal((row * 3) + 2, tensor[row, 1]);
            }

            Assert.Equal(Enumerable.Range(1, rows * 3).Sum(), tensor.Values.ToArray().Sum());
        }

        [Theory]
        [InlineData(0)]
        [InlineData(5)]
        [InlineData(15)]
        public void Should_Refuse_Parts_Of_Rows_And_Too_Many(int numbers)
        {
            ArgumentException error = Assert.Throws<ArgumentException>(() => new BatchTensor<double>(3, 4).LoadRows(new double[numbers]));
            Assert.StartsWith($"A tensor of 3 features takes 1 to 4 rows, but was given {numbers} numbers. Pass whole rows, or create it with more capacity.", error.Message);
        }
    }

    public sealed class TheTransposeMultiplyMethod
    {
        [Theory]
        [InlineData(1, 1, 1)]
        [InlineData(33, 5, 7)]
        [InlineData(70, 40, 90)]
        public void Should_Be_The_Sum_Of_Products_Over_Rows(int rows, int features, int columns)
        {
            double[] left = Sines(rows * features, 0.7);
            double[] right = Sines(rows * columns, 1.9);
            BatchTensor<double> tensor = new(features, rows + 3);
            tensor.LoadRows(left);
            BatchTensor<double> other = new(columns, rows);
            other.LoadRows(right);
            double[] product = new double[features * columns];
            Array.Fill(product, double.NaN);
            tensor.TransposeMultiply(other, product);
            tensor.TransposeMultiply(other, product, accumulate: true);
            for (int i = 0; i < features; i++)
            {
                for (int k = 0; k < columns; k++)
                {
                    double expected = Enumerable.Range(0, rows).Sum(row => left[(row * features) + i] * right[(row * columns) + k]);
                    Assert.Equal(2 * expected, product[(i * columns) + k], 1e-12 * rows);
                }
            }
        }

        [Fact]
        public void Should_Take_Itself_With_Fewer_Rows_Than_Before()
        {
            // The strips of the first product hold more rows, which the second must not see.
            double[] rows = Sines(40 * 3, 0.7);
            BatchTensor<double> tensor = new(3, 40);
            tensor.LoadRows(rows);
            tensor.TransposeMultiply(tensor, new double[9]);
            tensor.LoadRows(rows.AsSpan(0, 2 * 3));
            double[] product = new double[9];
            tensor.TransposeMultiply(tensor, product);
            Assert.Equal((rows[1] * rows[2]) + (rows[4] * rows[5]), product[(1 * 3) + 2], 1e-15);
        }

        [Fact]
        public void Should_Refuse_Another_Number_Of_Rows_And_A_Short_Product()
        {
            BatchTensor<double> tensor = new(2, 4);
            Assert.Equal(
                "A product over rows needs as many on both sides, but the left has 4 and the right 3. (Parameter 'right')",
                Assert.Throws<ArgumentException>(() => tensor.TransposeMultiply(new BatchTensor<double>(3, 3), new double[6])).Message);
            Assert.Throws<ArgumentException>(() => tensor.TransposeMultiply(new BatchTensor<double>(3, 4), new double[5]));
        }

        private static double[] Sines(int count, double frequency) => [.. Enumerable.Range(1, count).Select(i => Math.Sin(frequency * i))];
    }
}
