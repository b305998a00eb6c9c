using MLNetLandscape.TorchSharp.Modules;

namespace MLNetLandscape.TorchSharp.Tests.Training;

/// <summary>The article's network for EEG frames of 3 x 28 x 28.</summary>
public sealed class EegNetworkTests
{
    [Fact]
    public void Has_the_articles_number_of_parameters()
    {
        using TensorModule network = Create();
        Assert.Equal(64_245, Count(network));
    }

    [Fact]
    public void Has_2354_more_with_the_neuron()
    {
        using TensorModule network = new WithExponentialNeuron(Create(), 3 * 28 * 28);
        Assert.Equal(64_245 + 2_354, Count(network));
    }

    private static global::TorchSharp.Modules.Sequential Create() => torch.nn.Sequential(
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

    private static long Count(TensorModule module) => module.parameters().Sum(parameter => parameter.NumberOfElements);
}
