namespace MLNetLandscape.Benchmarks.Kernels;

/// <summary>One kernel on one shape.</summary>
/// <param name="Name">The kernel and the layer that it works for.</param>
/// <param name="Operations">Floating-point operations of a call; 0 where bytes tell more.</param>
/// <param name="Bytes">Bytes read and written by a call, at least.</param>
/// <param name="Run">The call.</param>
internal sealed record KernelMeasurement(string Name, double Operations, double Bytes, Action Run)
{
    /// <summary>The best seconds of a call over many blocks.</summary>
    public double Measure(double seconds, Func<double> clock)
    {
        double best = double.PositiveInfinity;
        double end = clock() + seconds;
        double now;
        Run();
        do
        {
            double started = clock();
            int calls = 0;
            do
            {
                Run();
                calls++;
                now = clock();
            }
            while (now - started < 1e-3);
            best = Math.Min(best, (now - started) / calls);
        }
        while (now < end);
        return best;
    }
}
