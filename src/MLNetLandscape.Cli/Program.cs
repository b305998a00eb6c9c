using MLNetLandscape.Cli;
using MLNetLandscape.Cli.Commands;

return await LandscapeCommand.RunAsync(args, Terminal.System()).ConfigureAwait(false);
