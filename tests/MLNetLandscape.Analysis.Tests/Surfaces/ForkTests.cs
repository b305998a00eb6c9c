using MLNetLandscape.Analysis.Directions;
using MLNetLandscape.Analysis.Surfaces;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Tests.Surfaces;

public sealed class ForkTests
{
    [Fact]
    public void Forks_that_own_something_are_disposed_of()
    {
        Counted bowl = new(new Count());
        SliceSpace plane = new([0.1, 0.2], [1, 0], [0, 1]);
        SliceAxis axis = new(-1, 1, 9);
        Slice slice = Slice.Evaluate(bowl, plane, axis, axis, threads: 2);
        SliceMaxima.Locate(bowl, slice, threads: 2);
        Assert.InRange(bowl.Forks.Made, 4, int.MaxValue);
        Assert.Equal(bowl.Forks.Made, bowl.Forks.Disposed);
    }

    [Fact]
    public void They_are_where_an_evaluation_fails_too()
    {
        Counted bowl = new(new Count()) { Fails = true };
        SliceAxis axis = new(-1, 1, 9);
        Assert.Throws<ArithmeticException>(() => Slice.Evaluate(bowl, new SliceSpace([0.1, 0.2], [1, 0], [0, 1]), axis, axis, threads: 2));
        Assert.InRange(bowl.Forks.Made, 1, int.MaxValue);
        Assert.Equal(bowl.Forks.Made, bowl.Forks.Disposed);
    }

    private sealed class Count
    {
        private int made;
        private int disposed;

        public int Made => made;

        public int Disposed => disposed;

        public void Make() => Interlocked.Increment(ref made);

        public void Dispose() => Interlocked.Increment(ref disposed);
    }

    /// <summary>-|x|^2, whose forks are counted.</summary>
    private sealed class Counted(Count forks) : IObjective, IDisposable
    {
        public Count Forks => forks;

        /// <summary>Whether values far from the slice's origin cannot be had.</summary>
        public bool Fails { get; init; }

        public int Dimension => 2;

        public double Value(ReadOnlySpan<double> parameters)
        {
            double square = (parameters[0] * parameters[0]) + (parameters[1] * parameters[1]);
            return Fails && square > 0.5 ? throw new ArithmeticException("No value.") : -square;
        }

        public double Gradient(ReadOnlySpan<double> parameters, Span<double> gradient)
        {
            (gradient[0], gradient[1]) = (-2 * parameters[0], -2 * parameters[1]);
            return Value(parameters);
        }

        public void HessianVectorProduct(ReadOnlySpan<double> parameters, ReadOnlySpan<double> vector, Span<double> product) => throw new NotSupportedException();

        public IObjective Fork()
        {
            forks.Make();
            return new Counted(forks) { Fails = Fails };
        }

        public void Dispose() => forks.Dispose();
    }
}
