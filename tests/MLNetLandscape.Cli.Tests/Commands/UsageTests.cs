namespace MLNetLandscape.Cli.Tests.Commands;

/// <summary>A wrong command line ends with exit code 2, a reason, and where to find help.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("--loss hinge:2", "--loss: Power must be at least 3, but was 2: below 3 the second derivative of max(0, 1 + z)^p is not continuous at z = -1, and the exponential-neuron theorem does not hold. Use 3.")]
    [InlineData("--lambda -0.1", "--lambda: must be a number of at least 0, but was '-0.1'. The theory needs lambda > 0; 0.2 is the default.")]
    [InlineData("--lambda nan", "--lambda: must be a number of at least 0, but was 'nan'. The theory needs lambda > 0; 0.2 is the default.")]
    [InlineData("--runs 0", "--runs: must be a whole number of at least 1, but was '0'. 5 is the default.")]
    [InlineData("--epochs ten", "--epochs: must be a whole number of at least 1, but was 'ten'. 400 is the default.")]
    [InlineData("--validation 1", "--validation: must be a number above 0 and below 1, but was '1'. 0.2 is the default.")]
    [InlineData("--learning-rate 0", "--learning-rate: must be a number above 0, but was '0'. 2e-4 is the default; 1e-3 is usual for small networks.")]
    [InlineData("--network 64,0", "--network: Hidden layer 2 must have a whole number of units, at least 1, but was '0'. For a linear model write linear.")]
    [InlineData("--activation swish", "--activation: 'swish' is no activation. Choose relu, leaky-relu[:SLOPE], tanh, sigmoid, softplus or identity.")]
    [InlineData("--neuron cubic", "--neuron: 'cubic' is no neuron. Choose exponential[:MAXIMUM-EXPONENT], monomial:P, layerwise or loss-factor.")]
    [InlineData("--neuron monomial", "--neuron: monomial needs its power, at least 1, after a colon: monomial:3.")]
    [InlineData("--loss squared", "--loss: squared does not take labels -1 and +1. Choose hinge[:P] or logistic.")]
    [InlineData("--loss foo", "--loss: 'foo' is no loss. Choose hinge[:P] or logistic.")]
    [InlineData("--optimizer magic", "--optimizer: 'magic' is no optimizer. Choose adam, adamw[:DECAY], sgd[:MOMENTUM], nesterov[:MOMENTUM] or rmsprop[:SMOOTHING].")]
    [InlineData("--threads 2147483647", "--threads: must be a whole number from 1 to 4096, but was '2147483647'. Leave it out to use every core.")]
    [InlineData("--missing guess", "--missing: must be refuse or skip, but was 'guess'.")]
    public async Task Says_what_is_wrong_with_an_option(string option, string message)
    {
        CommandLine run = await CommandLine.RunAsync(["compare", "data.csv", "--label", "kind", .. option.Split(' ')]);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal($"Error: {message}\n'landscape compare --help' lists what is possible.", run.ErrorLine);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("--optimizer", "'foo' is no optimizer. Choose adam, adamw[:DECAY], sgd[:MOMENTUM], nesterov[:MOMENTUM], rmsprop[:SMOOTHING] or lbfgs.")]
    [InlineData("--neuron", "'foo' is no neuron. Choose none, exponential[:MAXIMUM-EXPONENT], monomial:P, layerwise or loss-factor.")]
    [InlineData("--loss", "'foo' is no loss. Choose auto, hinge[:P], logistic, squared, huber[:THRESHOLD] or softmax.")]
    public async Task Names_all_that_train_takes(string option, string message)
    {
        CommandLine run = await CommandLine.RunAsync("train", "data.csv", "--label", "kind", "--model", "m", option, "foo");
        Assert.Equal($"Error: {option}: {message}\n'landscape train --help' lists what is possible.", run.ErrorLine);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
    }

    [Fact]
    public async Task Wants_a_label_beside_data()
    {
        CommandLine run = await CommandLine.RunAsync("compare", "data.csv");
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal("Error: --label is missing. Name the column to predict: --label COLUMN.", run.ErrorLine);
    }

    [Theory]
    [InlineData("compare --colour", "There is no option --colour.", "landscape compare")]
    [InlineData("compare data.csv --label y --colour red", "There is no option --colour.", "landscape compare")]
    [InlineData("train data.csv", "Option '--model' is required.", "landscape train")]
    [InlineData("data get", "Required argument missing for command: 'get'.", "landscape data get")]
    public async Task Calls_an_unknown_or_incomplete_command_a_usage_error(string line, string message, string command)
    {
        CommandLine run = await CommandLine.RunAsync(line.Split(' '));
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal($"Error: {message}\n'{command} --help' lists what is possible.", run.ErrorLine);
    }

    [Fact]
    public async Task Names_an_unknown_command()
    {
        CommandLine run = await CommandLine.RunAsync("colour");
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("'colour'", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("'landscape --help' lists what is possible.", run.ErrorLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train data.csv --label y --model m --task regression --loss hinge", "--loss hinge:3 does not fit --task regression. Binary tasks take hinge or logistic, multiclass softmax, regression squared or huber.")]
    public async Task Refuses_a_loss_that_does_not_fit_the_task(string line, string message)
    {
        using TemporaryFolder folder = new();
        string data = folder.Write("data.csv", "x,y\n1,2\n2,3\n3,4\n4,5\n5,6\n");
        CommandLine run = await CommandLine.RunAsync(line.Replace("data.csv", data, StringComparison.Ordinal).Replace(" m ", $" {folder["m"]} ", StringComparison.Ordinal).Split(' '));
        Assert.Equal($"Error: {message}", run.ErrorLine);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
    }

    [Theory]
    [InlineData("multiclass")]
    [InlineData("regression")]
    public async Task Refuses_a_positive_class_that_the_task_does_not_have(string task)
    {
        using TemporaryFolder folder = new();
        string data = folder.Write("data.csv", "x,y\n1,2\n2,3\n3,4\n4,2\n5,3\n");
        CommandLine run = await CommandLine.RunAsync("train", data, "--label", "y", "--task", task, "--positive", "3", "--batch", "2", "--epochs", "1", "--model", folder["m"]);
        Assert.Equal($"Error: --positive 3 does not fit --task {task}: only binary tasks have a positive class. Leave it out, or use --task binary.", run.ErrorLine);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("compare")]
    [InlineData("train")]
    [InlineData("predict")]
    [InlineData("export")]
    [InlineData("model")]
    [InlineData("data get")]
    public async Task Helps(string command)
    {
        CommandLine run = await CommandLine.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData("experiment", " experiment <NAME> [command] [options]")]
    [InlineData("experiment list", " experiment list [options]")]
    [InlineData("studies show", " studies show <NAME> [options]")]
    public async Task Help_shows_the_command_as_one_types_it(string command, string usage)
    {
        CommandLine run = await CommandLine.RunAsync([.. command.Split(' '), "--help"]);
        Assert.Contains($"{usage}\n", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_shows_defaults()
    {
        CommandLine run = await CommandLine.RunAsync("compare", "--help");
        foreach (string text in new[] { "[default: 64,32]", "[default: hinge:3]", "[default: 0.2]", "[default: 400]", "[default: 2e-4]" })
        {
            Assert.Contains(text, run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        }
    }
}
