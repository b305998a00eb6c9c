using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MLNetLandscape.Analysis.Curvature.Kronecker;
using MLNetLandscape.Core.Optimizers.GaussNewton;

namespace MLNetLandscape.Analysis.Optimization;

/// <summary>One layer's factors, averaged over updates, and the solution with them.</summary>
internal sealed class KfraFactorAverage(int units, int columns)
{
    private readonly double[] outputs = new double[units * units];
    private readonly double[] inputs = new double[columns * columns];
    private readonly DampedFactor outputFactor = new(units);
    private readonly DampedFactor inputFactor = new(columns);
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

        inputFactor.SolveRows(rows, units);
        outputFactor.SolveColumns(rows, columns);
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
        bool succeeds = inputFactor.TryFactor(inputs, omega * root) && outputFactor.TryFactor(outputs, root / omega);
        factored = succeeds ? damping : double.NaN;
        return succeeds;
    }
}
