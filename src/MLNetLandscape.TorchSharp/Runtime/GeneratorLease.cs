namespace MLNetLandscape.TorchSharp.Runtime;

/// <summary>LibTorch's generator, seeded for as long as the lease lasts and then put back as it was found.</summary>
/// <remarks>
/// Modules such as dropout draw from one generator that the whole process shares. A lease makes what they draw a function of the seed alone, and
/// leaves no trace: leases exclude each other, so that two trainers side by side do not disturb one another. On a CUDA device the device's own
/// generator is seeded too, but cannot be put back. The generator's wrapper is held for as long as LibTorch reads it: <c>torch.get_rng_state</c> and <c>torch.set_rng_state</c> let it
/// be collected before, which ends the process, seldom and without a word.
/// </remarks>
internal sealed class GeneratorLease : IDisposable
{
    private static readonly Lock Gate = new();
    private readonly Tensor state;

    private GeneratorLease(Tensor state) => this.state = state;

    /// <summary>Waits for other leases of the process to end, and seeds the generator.</summary>
    public static GeneratorLease Take(ulong seed)
    {
        Gate.Enter();
        try
        {
            using DisposeScope scope = torch.NewDisposeScope();
            using torch.Generator generator = torch.Generator.Default;
            GeneratorLease lease = new(generator.get_state().DetachFromDisposeScope());
            torch.manual_seed(unchecked((long)seed)).Dispose();
            return lease;
        }
        catch
        {
            Gate.Exit();
            throw;
        }
    }

    /// <summary>Puts the generator back.</summary>
    public void Dispose()
    {
        try
        {
            using torch.Generator generator = torch.Generator.Default;
            generator.set_state(state);
            state.Dispose();
        }
        finally
        {
            Gate.Exit();
        }
    }
}
