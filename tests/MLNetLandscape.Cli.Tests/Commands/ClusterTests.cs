namespace MLNetLandscape.Cli.Tests.Commands;

/// <summary>What the commands of clusters say without one; with one they are tested beside the cluster.</summary>
public sealed class ClusterTests
{
    [Theory]
    [InlineData("worker")]
    [InlineData("studies")]
    [InlineData("cluster", "init")]
    [InlineData("studies", "cancel", "x")]
    public async Task Ask_for_the_cluster(params string[] arguments) =>
        await Fails(ExitCode.Usage, "Error: Name the cluster: --cluster \"Host=...;Database=...\", or set LANDSCAPE_CLUSTER.", arguments);

    [Theory]
    [InlineData("compare", "--detach")]
    [InlineData("compare", "--study", "x")]
    [InlineData("experiment", "cells", "--store", "x")]
    public async Task Do_not_take_a_clusters_options_without_one(params string[] arguments) =>
        await Fails(ExitCode.Usage, "Error: --store, --study and --detach go with --cluster.", arguments);

    [Fact]
    public async Task Say_that_nothing_answers() => await Fails(
        ExitCode.Failure,
        "Error: PostgreSQL at 127.0.0.1:1/d does not answer: Connection refused. Start it, or correct Host= and Port=.",
        "studies", "--cluster", "Host=127.0.0.1;Port=1;Database=d;Username=lab");

    [Fact]
    public async Task Refuse_a_password_without_repeating_it() => await Fails(
        ExitCode.Failure,
        "Error: The cluster's settings must not hold a password, which other users of this machine could see. Set PGPASSWORD, or name a password file by Passfile=.",
        "worker", "--cluster", "Host=h;Database=d;Password=secret");

    [Fact]
    public async Task Check_their_numbers() => await Fails(
        ExitCode.Usage,
        "Error: --lease: must be a number of seconds of at least 1, but was '0.5'. 15 is the default.\n'landscape worker --help' lists what is possible.",
        "worker", "--lease", "0.5");

    private static async Task Fails(int code, string error, params string[] arguments)
    {
        CommandLine result = await CommandLine.RunAsync(arguments);
        Assert.Equal(error, result.Error.ReplaceLineEndings("\n").TrimEnd('\n'));
        Assert.Equal(code, result.ExitCode);
    }
}
