using MLNetLandscape.Core.Losses;
using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Losses;

/// <summary>A loss of the core on tensors: forward gives the mean over rows of what <see cref="Definition"/> says of one row.</summary>
/// <remarks>
/// Outputs: rows x K, or rows where K = 1. Targets: rows x width, or rows where the width is 1, in the outputs' precision: -1 or +1, a class index, or K real
/// numbers. Twice differentiable by autograd wherever the loss is.
/// </remarks>
public abstract class TorchLoss : torch.nn.Module<Tensor, Tensor, Tensor>
{
    private protected TorchLoss(Loss definition)
        : base(definition.GetType().Name) => Definition = definition;

    /// <summary>The loss of one row.</summary>
    public Loss Definition { get; }

    /// <summary>The loss of a definition.</summary>
    /// <exception cref="NotSupportedException">A loss of one's own: derive a TorchSharp loss for it.</exception>
    public static TorchLoss Of(Loss definition) => definition switch
    {
        PolynomialHinge hinge => new PolynomialHingeLoss(hinge.Power),
        Logistic => new LogisticLoss(),
        Squared => new SquaredLoss(),
        Huber huber => new HuberLoss(huber.Threshold),
        SoftmaxCrossEntropy => new SoftmaxCrossEntropyLoss(),
        OneHotSquared squared => new OneHotSquaredLoss(squared.AppliesSoftmax),
        null => throw new ArgumentNullException(nameof(definition)),
        _ => throw new NotSupportedException($"{definition.GetType().Name} has no TorchSharp form. Use one of the core's own losses."),
    };

    /// <summary>The mean over rows.</summary>
    /// <param name="input1">Outputs.</param>
    /// <param name="input2">Targets.</param>
    /// <exception cref="ArgumentException">The shapes do not fit the loss or each other.</exception>
    public override Tensor forward(Tensor input1, Tensor input2)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        return EvaluateRows(input1, input2).mean().MoveOut();
    }

    /// <summary>The loss of every row.</summary>
    /// <param name="outputs">Outputs.</param>
    /// <param name="targets">Targets.</param>
    /// <exception cref="ArgumentException">The shapes do not fit the loss or each other.</exception>
    public Tensor EvaluateRows(Tensor outputs, Tensor targets)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(targets);
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor f = AsMatrix(outputs);
        Tensor y = AsMatrix(targets);
        int width = f.dim() == 2 ? Definition.GetTargetWidth((int)f.shape[1]) : 0;
        return f.dim() == 2 && y.dim() == 2 && y.shape[0] == f.shape[0] && y.shape[1] == width
            ? Rows(f, y).MoveOut(outputs, targets)
            : throw new ArgumentException(
                $"{Definition.GetType().Name} takes outputs of rows x K and targets of as many rows x {(width == 0 ? "its width" : width)}, but got "
                + $"[{string.Join(", ", outputs.shape)}] and [{string.Join(", ", targets.shape)}].");
    }

    /// <summary>The loss of every row, rows x K and rows x width given.</summary>
    private protected abstract Tensor Rows(Tensor outputs, Tensor targets);

    private static Tensor AsMatrix(Tensor tensor) => tensor.dim() == 1 ? tensor.reshape(-1, 1) : tensor;
}
