using MLNetLandscape.TorchSharp.Factories;
using MLNetLandscape.TorchSharp.Modules;
using TorchSharp;

namespace MLNetLandscape.BringYourOwnModule;

/// <summary>Creates a residual network for rows of a table. Its properties are saved with the model, so that loading creates the same network again.</summary>
/// <param name="Features">Features of a row.</param>
/// <param name="Width">Units of every block.</param>
/// <param name="Blocks">Blocks.</param>
/// <param name="Neuron">Whether an exponential neuron leads from the features to the output.</param>
public sealed record ResidualTable(int Features, int Width, int Blocks, bool Neuron) : ITorchModuleFactory
{
    /// <inheritdoc/>
    public torch.nn.Module<torch.Tensor, torch.Tensor> Create()
    {
        torch.nn.Module<torch.Tensor, torch.Tensor> network = torch.nn.Sequential(
        [
            torch.nn.Linear(Features, Width),
            .. Enumerable.Range(0, Blocks).Select(_ => new ResidualBlock(Width)),
            torch.nn.Linear(Width, 1),
        ]);
        return Neuron ? new WithExponentialNeuron(network, Features) : network;
    }
}
