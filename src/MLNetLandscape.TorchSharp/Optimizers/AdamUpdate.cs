using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Optimizers;

/// <summary>m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; p -= r m / (1 - b1^t) / (sqrt(v / (1 - b2^t)) + epsilon); with decay first p *= 1 - r decay.</summary>
internal sealed class AdamUpdate : TorchOptimizer
{
    private readonly double beta1;
    private readonly double beta2;
    private readonly double epsilon;
    private readonly double weightDecay;
    private readonly Tensor[] first;
    private readonly Tensor[] second;
    private double rate;
    private double root;

    public AdamUpdate(IReadOnlyList<Tensor> parameters, double beta1, double beta2, double epsilon, double weightDecay)
        : base(parameters)
    {
        (this.beta1, this.beta2, this.epsilon, this.weightDecay) = (beta1, beta2, epsilon, weightDecay);
        first = CreateMoments();
        second = CreateMoments();
    }

    /// <inheritdoc/>
    protected override void BeginStep(double learningRate)
    {
        rate = learningRate / (1 - Math.Pow(beta1, Steps));
        root = Math.Sqrt(1 - Math.Pow(beta2, Steps));
    }

    /// <inheritdoc/>
    protected override void Move(int index, Tensor gradient, double learningRate)
    {
        if (weightDecay != 0)
        {
            Parameters[index].Multiply(1 - (learningRate * weightDecay));
        }

        first[index].Multiply(beta1).AddTimes(gradient, 1 - beta1);
        second[index].Multiply(beta2).AddSquared(gradient, 1 - beta2);
        Parameters[index].AddQuotient(first[index], second[index].sqrt().Divide(root).Add(epsilon), -rate);
    }
}
