using MLNetLandscape.EegCnn;

namespace MLNetLandscape.TorchSharp.Tests.Training;

/// <summary>The sample's network for EEG frames of 3 x 28 x 28, as the article counts it.</summary>
public sealed class EegNetworkTests
{
    [Theory]
    [InlineData(false, 64_245)]
    [InlineData(true, 64_245 + 2_354)]
    public void Has_the_articles_number_of_parameters(bool neuron, long parameters)
    {
        using TensorModule network = new EegNetwork(neuron).Create();
        Assert.Equal(parameters, network.parameters().Sum(parameter => parameter.NumberOfElements));
    }
}
