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
            double[] product = new double[features * columns];
            Array.Fill(product, double.NaN);
            tensor.TransposeMultiply(right, columns, product);
            tensor.TransposeMultiply(right, columns, product, accumulate: true);
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
        public void Should_Refuse_A_Right_Side_That_Is_Too_Short()
        {
            BatchTensor<double> tensor = new(2, 4);
            Assert.Throws<ArgumentException>(() => tensor.TransposeMultiply(new double[11], 3, new double[6]));
            Assert.Throws<ArgumentException>(() => tensor.TransposeMultiply(new double[12], 3, new double[5]));
        }

        private static double[] Sines(int count, double frequency) => [.. Enumerable.Range(1, count).Select(i => Math.Sin(frequency * i))];
    }
}
