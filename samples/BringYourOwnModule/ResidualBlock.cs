using TorchSharp;
using TorchSharp.Modules;

namespace MLNetLandscape.BringYourOwnModule;

/// <summary>x + W2 relu(W1 x), with dropout on the way: an ordinary TorchSharp module, which knows nothing of ML.NET.</summary>
internal sealed class ResidualBlock : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly Linear first;
    private readonly Linear second;
    private readonly Dropout dropout;

    public ResidualBlock(int width)
        : base(nameof(ResidualBlock))
    {
        first = torch.nn.Linear(width, width);
        second = torch.nn.Linear(width, width);
        dropout = torch.nn.Dropout(0.1);
        RegisterComponents();
    }

    public override torch.Tensor forward(torch.Tensor input)
    {
        using torch.Tensor hidden = torch.nn.functional.relu(first.call(input));
        using torch.Tensor change = second.call(dropout.call(hidden));

        // As input + change, whose factor of 1 the garbage collector may take before LibTorch has read it.
        using Scalar one = 1;
        return input.add(change, one);
    }
}
