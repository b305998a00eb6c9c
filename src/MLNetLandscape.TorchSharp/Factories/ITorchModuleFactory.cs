namespace MLNetLandscape.TorchSharp.Factories;

/// <summary>Creates a module anew, for every training and every loading of a saved model.</summary>
/// <remarks>
/// Write it as a record with a constructor that JSON can call: its public properties are the settings, which a saved model carries beside the type's name and the
/// module's numbers. Loading creates only types that implement this interface, see <see cref="ModuleFactoryTypes"/>.
/// </remarks>
public interface ITorchModuleFactory
{
    /// <summary>A new module, in single precision on the processor, in fresh memory; create it outside of dispose scopes.</summary>
    torch.nn.Module<Tensor, Tensor> Create();
}
