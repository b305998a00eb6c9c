using MLNetLandscape.TorchSharp.Factories;
using MLNetLandscape.TorchSharp.Modules;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace MLNetLandscape.TorchSharp.ScoringHost;

/// <summary>A factory as a user writes it: one hidden layer, and an exponential neuron beside it where asked for.</summary>
/// <remarks>It lies here, not in the tests, because a loaded model's factory must be in an assembly that both processes have loaded.</remarks>
public sealed record DenseFactory(int Inputs, int Units, int Outputs, bool HasNeuron = false, double Dropout = 0) : ITorchModuleFactory
{
    /// <inheritdoc/>
    public torch.nn.Module<Tensor, Tensor> Create()
    {
        torch.nn.Module<Tensor, Tensor> network = Dropout > 0
            ? torch.nn.Sequential(torch.nn.Linear(Inputs, Units), torch.nn.ReLU(), torch.nn.Dropout(Dropout), torch.nn.Linear(Units, Outputs))
            : torch.nn.Sequential(torch.nn.Linear(Inputs, Units), torch.nn.ReLU(), torch.nn.Linear(Units, Outputs));
        return HasNeuron ? new WithExponentialNeuron(network, Inputs, Outputs) : network;
    }
}
