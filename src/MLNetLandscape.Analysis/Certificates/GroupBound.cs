namespace MLNetLandscape.Analysis.Certificates;

/// <summary>The least that the rows of one input can cost together.</summary>
/// <param name="Value">No output costs less.</param>
/// <param name="IsAttained">Whether an output in the network's range costs exactly the infimum: not so for logistic losses of one label, nor for tanh and a margin of 1.</param>
internal readonly record struct GroupBound(double Value, bool IsAttained);
