using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Randomness;
using TorchSharp;

namespace MLNetLandscape.TorchLoop;

/// <summary>A module with data and a loss, to be trained by either loop.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="RowShape">The shape of a row.</param>
/// <param name="Rows">Rows of an epoch.</param>
/// <param name="Classes">Classes of a softmax; 1 for the hinge.</param>
/// <param name="Create">Creates the module.</param>
internal sealed record LoopCase(string Name, long[] RowShape, int Rows, int Classes, Func<torch.nn.Module<torch.Tensor, torch.Tensor>> Create)
{
    /// <summary>Rows of a batch.</summary>
    public const int BatchSize = 128;

    /// <summary>The networks that the speed of the managed engine is told by, on as many rows as make an epoch of about a second.</summary>
    public static IReadOnlyList<LoopCase> All { get; } =
    [
        new("30-64-32-1", [30], 128 * 500, 1, () => torch.nn.Sequential(
            torch.nn.Linear(30, 64), torch.nn.ReLU(), torch.nn.Linear(64, 32), torch.nn.ReLU(), torch.nn.Linear(32, 1))),
        new("784-500-300-10", [784], 128 * 40, 10, () => torch.nn.Sequential(
            torch.nn.Linear(784, 500), torch.nn.ReLU(), torch.nn.Linear(500, 300), torch.nn.ReLU(), torch.nn.Linear(300, 10))),
        new("cnn-28x28x3", [3, 28, 28], 128 * 8, 1, () => torch.nn.Sequential(
            torch.nn.Conv2d(3, 32, 3L, 1L, 1L), torch.nn.ReLU(), torch.nn.Conv2d(32, 32, 3L), torch.nn.ReLU(), torch.nn.MaxPool2d(2),
            torch.nn.Flatten(), torch.nn.Linear(32 * 13 * 13, 10), torch.nn.ReLU(), torch.nn.Linear(10, 1), torch.nn.Tanh())),
    ];

    /// <summary>The loss of the managed side.</summary>
    public Loss Loss => Classes > 1 ? new SoftmaxCrossEntropy() : new PolynomialHinge(3);

    /// <summary>Normal features with random labels; the same every time.</summary>
    public Dataset<float> CreateData()
    {
        RandomSource random = new(1);
        int width = (int)RowShape.Aggregate(1L, (product, size) => product * size);
        float[] features = [.. Enumerable.Range(0, Rows * width).Select(_ => (float)random.NextNormal())];
        float[] targets = [.. Enumerable.Range(0, Rows).Select(_ => Classes > 1 ? (float)Math.Floor(Classes * random.NextDouble()) : random.NextDouble() < 0.5 ? -1f : 1f)];
        return new Dataset<float> { Features = features, Targets = targets, Rows = Rows };
    }
}
