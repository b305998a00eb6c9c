namespace MLNetLandscape.Cli;

/// <summary>Options that are well formed one by one but not together.</summary>
internal sealed class UsageException(string message) : Exception(message);
