using System.Diagnostics;

namespace MLNetLandscape.Packages.Tests;

/// <summary>Runs a program to its end.</summary>
internal static class DotnetCommand
{
    /// <summary>Runs a program and returns its exit code and all that it printed.</summary>
    public static (int ExitCode, string Output) Run(
        string folder, IReadOnlyDictionary<string, string>? environment, string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    /// <summary>Runs a program that must succeed and returns what it printed.</summary>
    public static string Succeed(string folder, IReadOnlyDictionary<string, string>? environment, string program, params string[] arguments)
    {
        (int exitCode, string output) = Run(folder, environment, program, arguments);
        Assert.True(exitCode == 0, output);
        return output;
    }
}
