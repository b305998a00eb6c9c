using System.Diagnostics;

namespace MLNetLandscape.Tests.Contract;

/// <summary>Scores in another process.</summary>
internal static class ScoringProcess
{
    public static List<string> Score(string host, string modelPath, string dataPath)
    {
        string output = modelPath + ".scores";
        ProcessStartInfo start = new("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string argument in (string[])[HostPath(host), modelPath, dataPath, output])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return [.. File.ReadAllLines(output)];
    }

    /// <summary>The host's assembly, built beside the tests' own: bin/CONFIGURATION/net10.0.</summary>
    public static string HostPath(string host)
    {
        DirectoryInfo framework = new(AppContext.BaseDirectory);
        string bin = Path.Combine(framework.Parent!.Parent!.Parent!.Parent!.FullName, host, "bin");
        return Path.Combine(bin, framework.Parent!.Name, framework.Name, host + ".dll");
    }
}
