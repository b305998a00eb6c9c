using System.Runtime.InteropServices;

namespace MLNetLandscape.TorchSharp.Runtime;

/// <summary>Whether LibTorch is there.</summary>
public static class TorchRuntime
{
    /// <summary>Loads LibTorch, or says which package to add.</summary>
    /// <exception cref="InvalidOperationException">LibTorch cannot be loaded.</exception>
    public static void EnsureAvailable()
    {
        try
        {
            _ = torch.get_num_threads();
        }
        catch (Exception exception) when (exception is TypeInitializationException or NotSupportedException or DllNotFoundException
            or EntryPointNotFoundException or BadImageFormatException or FileNotFoundException)
        {
            throw new InvalidOperationException(MissingMessage(typeof(torch).Assembly.GetName().Version, RuntimeInformation.RuntimeIdentifier), exception);
        }
    }

    /// <summary>What to do where LibTorch is missing.</summary>
    internal static string MissingMessage(Version? version, string runtime) =>
        $"LibTorch could not be loaded on {runtime}. Add the package TorchSharp-cpu to the application (or TorchSharp-cuda-windows, TorchSharp-cuda-linux "
        + $"for a GPU), in the version of its TorchSharp, {version?.ToString(3) ?? "unknown"}.";
}
