using MLNetLandscape.Models;
using MLNetLandscape.Persistence;

namespace MLNetLandscape.Tests.Persistence;

public sealed class PayloadFormatTests
{
    [Fact]
    public void A_model_that_no_text_can_hold_is_refused_with_its_size()
    {
        PayloadFormat.CheckLength(805_306_341);
        Assert.Equal(
            "A pipeline carries a model as one text, which can hold 805 MB, but this model has 1200 MB. "
            + "Train a smaller one, or save it without the pipeline: a network by ExportOnnx, a TorchSharp module by its own save.",
            Assert.Throws<NotSupportedException>(() => PayloadFormat.CheckLength(1_200_000_000)).Message);
        Assert.Throws<NotSupportedException>(() => PayloadFormat.CheckLength(805_306_342));
    }

    [Fact]
    public void A_model_that_no_memory_stream_can_hold_is_refused_alike() => Assert.StartsWith(
        "A pipeline carries a model as one text, which can hold 805 MB, but this model has more than 2147 MB, the most that a memory stream holds. Train a smaller one",
        Assert.Throws<NotSupportedException>(() => new EndlessFormat().Encode(null!)).Message,
        StringComparison.Ordinal);

    /// <summary>Writes behind the last byte that a memory stream can have.</summary>
    private sealed class EndlessFormat : PayloadFormat
    {
        protected override string Mark => "endless";

        public override IEstimator<ITransformer> CreateKeyStep(MLContext context) => throw new NotSupportedException();

        protected override void Write(Stream destination, LandscapeModel model)
        {
            destination.Position = int.MaxValue;
            destination.Write([0]);
        }

        protected override LandscapeModel Read(Stream source) => throw new NotSupportedException();
    }
}
