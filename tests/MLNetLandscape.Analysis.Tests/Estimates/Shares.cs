namespace MLNetLandscape.Analysis.Tests.Estimates;

/// <summary>Passes on at once what is told, on the thread that tells it.</summary>
internal sealed class Shares(Action<double> tell) : IProgress<double>
{
    public void Report(double value) => tell(value);
}
