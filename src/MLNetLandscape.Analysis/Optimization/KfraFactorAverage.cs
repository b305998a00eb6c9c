using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using MLNetLandscape.Analysis.Curvature.Kronecker;
using MLNetLandscape.Core.Optimizers.GaussNewton;

namespace MLNetLandscape.Analysis.Optimization;

/// <summary>One layer's factors, averaged over updates, and the solution with them.</summary>
internal sealed class KfraFactorAverage(int units, int columns)
{
    private readonly double[] outputs = new double[units * units];
    private readonly double[] inputs = new double[columns * columns];
    private Cholesky<double>? outputFactor;
    private Cholesky<double>? inputFactor;
    private double factored = double.NaN;
    private int updates;

    /// <summary>Takes the factors of another batch.</summary>
    internal void Add(KroneckerFactors factors, double decay)
    {
        updates++;
        double old = Math.Min(1 - (1.0 / updates), decay);
        Mix(outputs, factors.OutputFactor, old);
        Mix(inputs, factors.InputFactor, old);
        factored = double.NaN;
    }

    /// <summary>Replaces V (units x columns, row-major) by (EG + s/omega I)^-1 V (Q + omega s I)^-1, s the root of the damping.</summary>
    internal bool TrySolve(double[] rows, double damping)
    {
        if (factored != damping && !TryFactor(damping))
        {
            return false;
        }

        // In column-major order the rows are V'.
        Matrix<double> transposed = Matrix<double>.Build.Dense(columns, units, rows);
        Matrix<double> half = inputFactor!.Solve(transposed);
        outputFactor!.Solve(half.Transpose()).Transpose().AsColumnMajorArray().CopyTo(rows, 0);
        return true;
    }

    /// <summary>Writes the averages, where the next update needs them.</summary>
    internal void Save(BinaryWriter writer, bool isNeeded)
    {
        writer.Write(isNeeded ? updates : 0);
        if (isNeeded && updates > 0)
        {
            writer.Write(outputs.Length);
            writer.Write(MemoryMarshal.AsBytes<double>(outputs));
            writer.Write(inputs.Length);
            writer.Write(MemoryMarshal.AsBytes<double>(inputs));
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    internal void Load(BinaryReader reader)
    {
        updates = reader.ReadInt32();
        factored = double.NaN;
        if (updates > 0)
        {
            Read(reader, outputs);
            Read(reader, inputs);
        }
    }

    private static void Read(BinaryReader reader, double[] matrix)
    {
        int length = reader.ReadInt32();
        if (length != matrix.Length)
        {
            throw new InvalidDataException($"The optimizer state has a factor of {length} numbers, but this model's has {matrix.Length}. It belongs to another network.");
        }

        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(matrix.AsSpan()));
    }

    private static void Mix(double[] average, ReadOnlySpan<double> factor, double old)
    {
        TensorPrimitives.Multiply(average, old, average);
        TensorPrimitives.MultiplyAdd(factor, 1 - old, average, average);
    }

    private static double MeanDiagonal(double[] matrix, int n) => Enumerable.Range(0, n).Sum(i => matrix[i * (n + 1)]) / n;

    private bool TryFactor(double damping)
    {
        double root = Math.Sqrt(damping);
        double omega = Math.Sqrt(MeanDiagonal(inputs, columns) / MeanDiagonal(outputs, units));

        // Without any curvature, where all units are dead say, both factors share alike.
        omega = double.IsFinite(omega) && omega > 0 ? omega : 1;
        bool succeeds = DampedFactor.TryFactor(Damped(inputs, columns, omega * root), out inputFactor)
            & DampedFactor.TryFactor(Damped(outputs, units, root / omega), out outputFactor);
        factored = succeeds ? damping : double.NaN;
        return succeeds;
    }

    private static Matrix<double> Damped(double[] matrix, int n, double added)
    {
        double[] damped = [.. matrix];
        for (int i = 0; i < n; i++)
        {
            damped[i * (n + 1)] += added;
        }

        return Matrix<double>.Build.Dense(n, n, damped);
    }
}
