using MLNetLandscape.Tests.Contract;
using MLNetLandscape.TorchSharp.Factories;
using MLNetLandscape.TorchSharp.Trainers;
using MLNetLandscape.TorchSharp.Transformers;

namespace MLNetLandscape.TorchSharp.Tests.Trainers;

/// <summary>How a flat vector becomes what a module takes.</summary>
public sealed class FeatureShapeTests
{
    private const int RowCount = 40;

    private readonly MLContext context = new(1);
    private readonly IDataView data;

    public FeatureShapeTests() => data = context.Data.LoadFromEnumerable(Enumerable.Range(0, RowCount).Select(row => new Image
    {
        Features = [.. Enumerable.Range(0, 24).Select(i => (float)Math.Sin((24 * row) + i))],
        Label = row % 2 == 0,
    }));

    [Fact]
    public void The_features_fill_the_shape_in_row_major_order()
    {
        // The module returns the pixel of channel 1, row 2, column 3 of 2 x 3 x 4, plus a parameter that such a learning rate leaves at 0: feature 23.
        float[] expected = [.. data.GetColumn<float[]>("Features").Select(features => features[23])];
        Assert.Equal(expected, Scores(new PixelFactory(1, 2, 3), [2, 3, 4]));
        expected = [.. data.GetColumn<float[]>("Features").Select(features => features[(1 * 4) + 2])];
        Assert.Equal(expected, Scores(new PixelFactory(0, 1, 2), [2, 3, 4]));
    }

    [Fact]
    public void A_convolutional_module_trains_and_saves()
    {
        using TemporaryFolder folder = new();
        TorchBinaryTransformer transformer = Fit(new ImageFactory(), [2, 3, 4]);
        Assert.Equal([2L, 3, 4], transformer.Model.FeatureShape);
        context.Model.Save(transformer, data.Schema, folder.File("model.zip"));
        ITransformer loaded = new MLContext().Model.Load(folder.File("model.zip"), out _);
        RoundedScores.AssertEqual(ScoreBits.Of(transformer.Transform(data)), ScoreBits.Of(loaded.Transform(data)));
    }

    private float[] Scores(ITorchModuleFactory factory, long[] shape) => [.. Fit(factory, shape).Transform(data).GetColumn<float>("Score")];

    private TorchBinaryTransformer Fit(ITorchModuleFactory factory, long[] shape) => context.Landscape().TorchBinary(new TorchBinaryOptions
    {
        Factory = factory,
        FeatureShape = shape,
        Standardize = false,
        NumberOfEpochs = 1,
        LearningRate = new Core.Schedules.Constant(1e-30),
        Seed = 1,
    }).Fit(data);

    public sealed record PixelFactory(int Channel, int Row, int Column) : ITorchModuleFactory
    {
        public torch.nn.Module<Tensor, Tensor> Create() => new Pixel(Channel, Row, Column);
    }

    public sealed record ImageFactory : ITorchModuleFactory
    {
        public torch.nn.Module<Tensor, Tensor> Create() =>
            torch.nn.Sequential(torch.nn.Conv2d(2, 3, 2), torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.Linear(18, 1));
    }

    private sealed class Pixel : torch.nn.Module<Tensor, Tensor>
    {
        private readonly (int Channel, int Row, int Column) place;
        private readonly global::TorchSharp.Modules.Parameter offset = new(torch.zeros(1), true);

        public Pixel(int channel, int row, int column)
            : base(nameof(Pixel))
        {
            place = (channel, row, column);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) =>
            input.select(1, place.Channel).select(1, place.Row).select(1, place.Column).reshape(-1, 1).add(offset);
    }

    private sealed class Image
    {
        [VectorType(24)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}
