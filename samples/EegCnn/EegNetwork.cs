using MLNetLandscape.TorchSharp.Factories;
using MLNetLandscape.TorchSharp.Modules;
using TorchSharp;

namespace MLNetLandscape.EegCnn;

/// <summary>Creates the network of the experiment with "Adding One Neuron Can Eliminate All Bad Local Minima" (arXiv:1805.08671) for frames of 3 x 28 x 28.</summary>
/// <param name="Neuron">Whether an exponential neuron leads from the 2,352 numbers of a frame to the output.</param>
public sealed record EegNetwork(bool Neuron) : ITorchModuleFactory
{
    /// <inheritdoc/>
    public torch.nn.Module<torch.Tensor, torch.Tensor> Create()
    {
        torch.nn.Module<torch.Tensor, torch.Tensor> network = torch.nn.Sequential(
            torch.nn.Conv2d(3, 32, 3L, 1L, 1L),
            torch.nn.ReLU(),
            torch.nn.Conv2d(32, 32, 3L),
            torch.nn.ReLU(),
            torch.nn.MaxPool2d(2),
            torch.nn.Flatten(),
            torch.nn.Linear(32 * 13 * 13, 10),
            torch.nn.ReLU(),
            torch.nn.Linear(10, 1),
            torch.nn.Tanh());
        return Neuron ? new WithExponentialNeuron(network, 3 * 28 * 28) : network;
    }
}
