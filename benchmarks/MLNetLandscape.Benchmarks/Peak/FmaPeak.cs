using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetLandscape.Benchmarks.Peak;

/// <summary>The machine's peak of fused multiply-adds in single precision: the roof under which every compute-bound step stays.</summary>
/// <remarks>
/// Twenty independent accumulators hide the latency of an FMA (4 cycles, 2 a cycle: 8 are needed) and fit the 32 registers of AVX-512;
/// with AVX2's 16 registers, twelve. Nothing touches memory. A figure counts two operations an FMA and lane.
/// </remarks>
internal static class FmaPeak
{
    private const int Iterations = 400_000;

    /// <summary>Many short rounds, of which the best counts: other programs then disturb some, but not all.</summary>
    private const int Rounds = 100;

    /// <summary>GFLOPS with 512-bit vectors; null where the processor has none.</summary>
    public static double? Wide(int threads) =>
        Avx512F.IsSupported ? Measure(threads, Loop512, 20 * Vector512<float>.Count) : null;

    /// <summary>GFLOPS with 256-bit vectors; null where the processor has none.</summary>
    public static double? Narrow(int threads) =>
        Fma.IsSupported ? Measure(threads, Loop256, 12 * Vector256<float>.Count) : null;

    /// <summary>The larger of both; null on a processor without either.</summary>
    public static double? Best(int threads) => Wide(threads) is { } wide ? Math.Max(wide, Narrow(threads) ?? 0) : Narrow(threads);

    private static double Measure(int threads, Func<float> loop, int multiplyAddsPerIteration)
    {
        loop();
        double best = 0;
        long[] starts = new long[threads];
        long[] ends = new long[threads];
        using Barrier ready = new(threads);
        for (int round = 0; round < Rounds; round++)
        {
            Thread[] others = [.. Enumerable.Range(1, threads - 1).Select(index => new Thread(() => Run(index)))];
            Array.ForEach(others, thread => thread.Start());
            Run(0);
            Array.ForEach(others, thread => thread.Join());
            double seconds = Stopwatch.GetElapsedTime(starts.Min(), ends.Max()).TotalSeconds;
            best = Math.Max(best, 2e-9 * Iterations * multiplyAddsPerIteration * threads / seconds);
        }

        return best;

        void Run(int index)
        {
            ready.SignalAndWait();
            starts[index] = Stopwatch.GetTimestamp();
            loop();
            ends[index] = Stopwatch.GetTimestamp();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Loop512()
    {
        Vector512<float> f = Vector512.Create(0.999f);
        Vector512<float> c = Vector512.Create(0.001f);
        Vector512<float> a0 = f, a1 = f, a2 = f, a3 = f, a4 = f, a5 = f, a6 = f, a7 = f, a8 = f, a9 = f;
        Vector512<float> b0 = f, b1 = f, b2 = f, b3 = f, b4 = f, b5 = f, b6 = f, b7 = f, b8 = f, b9 = f;
        for (int i = 0; i < Iterations; i++)
        {
            a0 = Avx512F.FusedMultiplyAdd(a0, f, c);
            a1 = Avx512F.FusedMultiplyAdd(a1, f, c);
            a2 = Avx512F.FusedMultiplyAdd(a2, f, c);
            a3 = Avx512F.FusedMultiplyAdd(a3, f, c);
            a4 = Avx512F.FusedMultiplyAdd(a4, f, c);
            a5 = Avx512F.FusedMultiplyAdd(a5, f, c);
            a6 = Avx512F.FusedMultiplyAdd(a6, f, c);
            a7 = Avx512F.FusedMultiplyAdd(a7, f, c);
            a8 = Avx512F.FusedMultiplyAdd(a8, f, c);
            a9 = Avx512F.FusedMultiplyAdd(a9, f, c);
            b0 = Avx512F.FusedMultiplyAdd(b0, f, c);
            b1 = Avx512F.FusedMultiplyAdd(b1, f, c);
            b2 = Avx512F.FusedMultiplyAdd(b2, f, c);
            b3 = Avx512F.FusedMultiplyAdd(b3, f, c);
            b4 = Avx512F.FusedMultiplyAdd(b4, f, c);
            b5 = Avx512F.FusedMultiplyAdd(b5, f, c);
            b6 = Avx512F.FusedMultiplyAdd(b6, f, c);
            b7 = Avx512F.FusedMultiplyAdd(b7, f, c);
            b8 = Avx512F.FusedMultiplyAdd(b8, f, c);
            b9 = Avx512F.FusedMultiplyAdd(b9, f, c);
        }

        Vector512<float> sum = a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + b0 + b1 + b2 + b3 + b4 + b5 + b6 + b7 + b8 + b9;
        return sum.GetElement(0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Loop256()
    {
        Vector256<float> f = Vector256.Create(0.999f);
        Vector256<float> c = Vector256.Create(0.001f);
        Vector256<float> a0 = f, a1 = f, a2 = f, a3 = f, a4 = f, a5 = f;
        Vector256<float> b0 = f, b1 = f, b2 = f, b3 = f, b4 = f, b5 = f;
        for (int i = 0; i < Iterations; i++)
        {
            a0 = Fma.MultiplyAdd(a0, f, c);
            a1 = Fma.MultiplyAdd(a1, f, c);
            a2 = Fma.MultiplyAdd(a2, f, c);
            a3 = Fma.MultiplyAdd(a3, f, c);
            a4 = Fma.MultiplyAdd(a4, f, c);
            a5 = Fma.MultiplyAdd(a5, f, c);
            b0 = Fma.MultiplyAdd(b0, f, c);
            b1 = Fma.MultiplyAdd(b1, f, c);
            b2 = Fma.MultiplyAdd(b2, f, c);
            b3 = Fma.MultiplyAdd(b3, f, c);
            b4 = Fma.MultiplyAdd(b4, f, c);
            b5 = Fma.MultiplyAdd(b5, f, c);
        }

        Vector256<float> sum = a0 + a1 + a2 + a3 + a4 + a5 + b0 + b1 + b2 + b3 + b4 + b5;
        return sum.GetElement(0);
    }
}
