namespace MLNetLandscape.Core.Tests.Studies;

/// <summary>The sum, and the step from which it was computed: only a test of interruptions looks at the latter.</summary>
internal sealed record SumResult(double Sum, int Start);
