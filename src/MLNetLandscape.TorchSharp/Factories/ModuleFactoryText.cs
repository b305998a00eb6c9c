namespace MLNetLandscape.TorchSharp.Factories;

/// <summary>A module factory as a model file carries it.</summary>
/// <param name="TypeName">The full name of its type.</param>
/// <param name="AssemblyName">The simple name of the type's assembly; its version does not matter.</param>
/// <param name="Settings">Its public properties as JSON.</param>
public sealed record ModuleFactoryText(string TypeName, string AssemblyName, string Settings);
