namespace MLNetLandscape.Core.Training;

/// <summary>One of the things that tell a training from others.</summary>
/// <param name="Name">What it is, as messages call it.</param>
/// <param name="Value">What it is here.</param>
internal sealed record FingerprintEntry(string Name, string Value);
