using System.Runtime.CompilerServices;

namespace MLNetLandscape.TorchSharp.Tests;

/// <summary>Small tensors on a shared machine: one thread is fastest.</summary>
internal static class SingleThread
{
#pragma warning disable CA2255 // A test assembly is an application.
    [ModuleInitializer]
    internal static void Use() => torch.set_num_threads(1);
#pragma warning restore CA2255
}
