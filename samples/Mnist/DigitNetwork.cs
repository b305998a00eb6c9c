using MLNetLandscape.TorchSharp.Factories;
using TorchSharp;

namespace MLNetLandscape.Mnist;

/// <summary>Creates a small convolutional network for images of 1 x 28 x 28 and ten classes.</summary>
/// <param name="Channels">Channels of the first convolution; the second has twice as many.</param>
public sealed record DigitNetwork(int Channels) : ITorchModuleFactory
{
    /// <inheritdoc/>
    public torch.nn.Module<torch.Tensor, torch.Tensor> Create() => torch.nn.Sequential(
        torch.nn.Conv2d(1, Channels, 5L),
        torch.nn.ReLU(),
        torch.nn.MaxPool2d(2),
        torch.nn.Conv2d(Channels, 2 * Channels, 5L),
        torch.nn.ReLU(),
        torch.nn.MaxPool2d(2),
        torch.nn.Flatten(),
        torch.nn.Linear(2 * Channels * 4 * 4, 10));
}
