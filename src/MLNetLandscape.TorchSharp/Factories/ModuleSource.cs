namespace MLNetLandscape.TorchSharp.Factories;

/// <summary>Where a training's module comes from, and a loaded model's again.</summary>
internal abstract class ModuleSource
{
    /// <summary>What belongs to the fingerprint of a training.</summary>
    public abstract string Description { get; }

    /// <summary>A new module on the processor. It belongs to the caller, and to no dispose scope.</summary>
    /// <param name="seed">Decides what the module draws from LibTorch's generator at its start.</param>
    /// <exception cref="InvalidOperationException">It cannot be created, or LibTorch is not there; the message says why.</exception>
    public abstract TensorModule Create(long seed);

    /// <summary>Checks, before a training, that a loaded model will have the module again.</summary>
    /// <param name="module">A module of this source.</param>
    /// <param name="seed">What it was created from.</param>
    /// <exception cref="ArgumentException">It will not; the message says why.</exception>
    public virtual void CheckReturns(TensorModule module, long seed)
    {
    }
}
