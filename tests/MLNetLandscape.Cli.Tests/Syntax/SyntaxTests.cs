using MLNetLandscape.Cli.Options;
using MLNetLandscape.Cli.Syntax;
using MLNetLandscape.Core.Schedules;

namespace MLNetLandscape.Cli.Tests.Syntax;

/// <summary>What is written reads as it was written.</summary>
public sealed class SyntaxTests
{
    [Theory]
    [InlineData("relu")]
    [InlineData("leaky-relu:0.2")]
    [InlineData("tanh")]
    [InlineData("sigmoid")]
    [InlineData("softplus")]
    [InlineData("identity")]
    public void Activations_survive_writing(string text) => Assert.Equal(text, ActivationSyntax.Format(ActivationSyntax.Parse(text)));

    [Theory]
    [InlineData("hinge:4")]
    [InlineData("logistic")]
    [InlineData("squared")]
    [InlineData("huber:0.5")]
    [InlineData("softmax")]
    public void Losses_survive_writing(string text) => Assert.Equal(text, LossSyntax.Format(LossSyntax.Parse(text)));

    [Theory]
    [InlineData("none")]
    [InlineData("exponential:10")]
    [InlineData("monomial:4")]
    [InlineData("layerwise:25")]
    [InlineData("loss-factor:25")]
    public void Neurons_survive_writing(string text) => Assert.Equal(text, NeuronSyntax.Format(NeuronSyntax.ParseOptional(text)));

    [Theory]
    [InlineData("none")]
    [InlineData("neurons:1,0")]
    [InlineData("neurons:8,100")]
    public void Pretraining_survives_writing(string text) => Assert.Equal(text, PretrainingSyntax.Format(PretrainingSyntax.Parse(text)));

    [Theory]
    [InlineData("neurons:0", "NeuronSearch.Candidates must be at least 1, but was 0.")]
    [InlineData("none:1", "none takes no argument, but was given '1'.")]
    [InlineData("layers", "'layers' is no pretraining. Choose none or neurons[:CANDIDATES[,CHANGES]].")]
    public void Pretraining_that_does_not_read_says_why(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => PretrainingSyntax.Parse(text)).Message);

    [Theory]
    [InlineData("adam")]
    [InlineData("adamw:0.05")]
    [InlineData("sgd")]
    [InlineData("sgd:0.8")]
    [InlineData("nesterov:0.9")]
    [InlineData("rmsprop:0.95")]
    [InlineData("lbfgs")]
    public void Optimizers_survive_writing(string text) => Assert.Equal(text, OptimizerChoice.Parse(text).Text);

    [Fact]
    public void Schedules_start_at_the_given_rate()
    {
        Assert.Equal(new Constant(0.1), ScheduleSyntax.Parse("constant", 0.1));
        Assert.Equal(new StepDecay(0.1, 0.5, 30), ScheduleSyntax.Parse("step:30,0.5", 0.1));
        Assert.Equal(new Cosine(0.1, 0.01), ScheduleSyntax.Parse("cosine:0.01", 0.1));
        Assert.Equal(new Polynomial(0.1, 0.001, 2), ScheduleSyntax.Parse("polynomial:2,0.001", 0.1));
    }

    [Theory]
    [InlineData("step", "step needs the epochs between steps after a colon: step:100 or step:100,0.1.")]
    [InlineData("constant:3", "constant takes no argument, but was given '3'.")]
    [InlineData("cosine:x", "cosine takes a number, but was given 'x'.")]
    [InlineData("linear", "'linear' is no schedule. Choose constant, step:EVERY[,FACTOR], cosine[:MINIMUM] or polynomial[:POWER[,END]].")]
    public void A_schedule_that_does_not_read_says_why(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => ScheduleSyntax.Parse(text, 0.1)).Message);

    [Fact]
    public void Layers_are_numbers_or_linear()
    {
        Assert.Equal([64, 32], LayersSyntax.Parse("64, 32"));
        Assert.Empty(LayersSyntax.Parse("linear"));
        Assert.Equal("64,32", LayersSyntax.Format([64, 32]));
    }
}
