namespace MLNetLandscape.TorchSharp.Runtime;

/// <summary>Tensors held until LibTorch is done with them, in code that a user's own loop may call outside any dispose scope.</summary>
/// <remarks>
/// TorchSharp hands LibTorch the address of a tensor alone, as <see cref="HeldScalars"/> tells of scalars: outside a scope an intermediate result may be collected while LibTorch
/// reads it, which ends the process. So a module computes within a scope of its own and moves the result out.
/// Results of modules that it did not write stay out of that scope, for they may be kept by their module, and are named as sources.
/// </remarks>
internal static class HeldTensors
{
    /// <summary>Moves a result to the scope outside; what it was made of is held until then.</summary>
    public static Tensor MoveOut(this Tensor result, params ReadOnlySpan<Tensor> sources)
    {
        foreach (Tensor source in sources)
        {
            GC.KeepAlive(source);
        }

        return result.MoveToOuterDisposeScope();
    }
}
