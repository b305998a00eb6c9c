using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Factories;

/// <summary>Modules from a TorchScript file, with the numbers that are in it.</summary>
internal sealed class TorchScriptSource(byte[] script) : ModuleSource
{
    /// <summary>The file's bytes.</summary>
    public byte[] Script => script;

    public override string Description { get; } = $"TorchScript {Convert.ToHexString(SHA256.HashData(script))}";

    /// <summary>Reads a file.</summary>
    /// <exception cref="ArgumentException">There is no such file.</exception>
    public static TorchScriptSource Open(string path) => File.Exists(path)
        ? new TorchScriptSource(File.ReadAllBytes(path))
        : throw new ArgumentException($"TorchScriptPath must name a TorchScript file, but '{path}' is not there. Write one with torch.jit.save in Python.");

    public override TensorModule Create(long seed)
    {
        TorchRuntime.EnsureAvailable();

        // TorchSharp makes more tensor objects of a script than it keeps: those go with the scope.
        using DisposeScope scope = torch.NewDisposeScope();
        try
        {
            return ModuleOwnership.Release(new ScriptedModule(torch.jit.load<Tensor, Tensor>(script, DeviceType.CPU, -1)));
        }
        catch (ExternalException exception)
        {
            throw new InvalidOperationException(
                $"The TorchScript file cannot be loaded: {FirstLine.Of(exception)}. Write it with torch.jit.save of a version that is not newer.", exception);
        }
    }
}
