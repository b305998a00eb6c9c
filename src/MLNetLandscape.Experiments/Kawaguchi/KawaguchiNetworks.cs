using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Initializers;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Experiments.Kawaguchi;

/// <summary>The networks of the tuples. Weights start normal with the deviation of the tuple's member, biases at zero.</summary>
internal static class KawaguchiNetworks
{
    private const int Side = 28;
    private const double Penalty = 1e-4;
    private const double DropoutRate = 0.5;

    /// <summary>A member of a tuple.</summary>
    public static NetworkDefinition Create(KawaguchiTrialSettings settings, int inputs, int outputs, double sigma)
    {
        Initializer start = new Normal(sigma);
        Activation output = settings.Head == KawaguchiHead.Relu ? new Relu() : new Identity();
        return new NetworkDefinition
        {
            Input = settings.Variant == KawaguchiVariant.Convolutional ? new Shape(1, Side, Side) : Shape.Vector(inputs),
            Layers = [.. Hidden(settings, start), new Dense(outputs, output) { Initializer = start }],
        };
    }

    /// <summary>The loss of a head.</summary>
    public static Loss LossOf(KawaguchiTrialSettings settings) => settings switch
    {
        { IsMnist: false } => new Squared(),
        { Head: KawaguchiHead.CrossEntropy } => new SoftmaxCrossEntropy(),
        _ => new OneHotSquared(settings.Head == KawaguchiHead.Softmax),
    };

    /// <summary>The penalties of a variant.</summary>
    public static Regularization PenaltyOf(KawaguchiTrialSettings settings) => new()
    {
        L1 = settings.Variant == KawaguchiVariant.L1 ? Penalty : 0,
        L2 = settings.Variant == KawaguchiVariant.L2 ? Penalty : 0,
    };

    private static IEnumerable<LayerDefinition> Hidden(KawaguchiTrialSettings settings, Initializer start)
    {
        Dense Dense(int units, Activation activation) => new(units, activation) { Initializer = start };
        switch (settings.Variant)
        {
            case KawaguchiVariant.Convolutional:
                yield return new Convolution2D(8, 5, 5, new Relu()) { Stride = 2, Initializer = start };
                yield return new Convolution2D(16, 5, 5, new Relu()) { Stride = 2, Initializer = start };
                yield return new Flatten();
                yield break;
            case KawaguchiVariant.Residual:
                yield return Dense(settings.Hidden[0], new Relu());
                yield return new ResidualBlock([Dense(settings.Hidden[0], new Relu())]);
                yield return new ResidualBlock([Dense(settings.Hidden[0], new Relu())]);
                yield break;
            case KawaguchiVariant.Recurrent:
                yield return new Elman(Side, settings.Hidden[0], new Tanh()) { Initializer = start };
                yield break;
            default:
                break;
        }

        foreach (int units in settings.Hidden)
        {
            yield return Dense(units, new Relu());
            if (settings.Variant == KawaguchiVariant.Dropout)
            {
                yield return new Dropout(DropoutRate);
            }
            else if (settings.Variant == KawaguchiVariant.BatchNormalization)
            {
                yield return new BatchNormalization();
            }
        }
    }
}
