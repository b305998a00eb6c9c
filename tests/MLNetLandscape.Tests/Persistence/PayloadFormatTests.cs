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
}
