namespace MLNetLandscape.AutoML.Tests;

/// <summary>Progress that is called where it happens.</summary>
internal sealed class SynchronousProgress<TValue>(Action<TValue> report) : IProgress<TValue>
{
    public void Report(TValue value) => report(value);
}
