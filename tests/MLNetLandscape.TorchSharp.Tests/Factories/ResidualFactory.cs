using MLNetLandscape.TorchSharp.Factories;

namespace MLNetLandscape.TorchSharp.Tests.Factories;

/// <summary>A factory as a user writes it.</summary>
public sealed record ResidualFactory(int Inputs, int Units) : ITorchModuleFactory
{
    public torch.nn.Module<Tensor, Tensor> Create() => Units > 0
        ? torch.nn.Sequential(torch.nn.Linear(Inputs, Units), torch.nn.ReLU(), torch.nn.Linear(Units, 1))
        : throw new InvalidOperationException("Units must be positive");
}
