namespace MLNetLandscape.Core.Tests.Studies;

internal sealed record SumSettings(int Steps);
