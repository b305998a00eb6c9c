namespace MLNetLandscape.TorchSharp.Factories;

/// <summary>Gives a module to its caller alone.</summary>
internal static class ModuleOwnership
{
    /// <summary>Takes a module's numbers out of whatever dispose scope it was created in, which would dispose them behind the owner's back.</summary>
    public static TModule Release<TModule>(TModule module)
        where TModule : torch.nn.Module
    {
        foreach (Parameter parameter in module.parameters())
        {
            parameter.DetachFromDisposeScope();
        }

        foreach (Tensor buffer in module.buffers())
        {
            buffer.DetachFromDisposeScope();
        }

        return module;
    }
}
