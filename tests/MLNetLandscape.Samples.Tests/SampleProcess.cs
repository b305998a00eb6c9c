using System.Diagnostics;

namespace MLNetLandscape.Samples.Tests;

/// <summary>A sample, started as a user starts it, in a folder that goes with it.</summary>
internal sealed class SampleProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> errors;

    private SampleProcess(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts a sample.</summary>
    public static SampleProcess Start(string sample, string folder, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Assembly(sample), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new SampleProcess(Process.Start(start)!);
    }

    /// <summary>Runs a sample to its end and returns what it printed.</summary>
    public static string Run(string sample, string folder, params string[] arguments)
    {
        using SampleProcess sampleProcess = Start(sample, folder, arguments);
        string output = sampleProcess.process.StandardOutput.ReadToEnd();
        sampleProcess.process.WaitForExit();
        Assert.True(sampleProcess.process.ExitCode == 0, sampleProcess.errors.Result + output);
        return output;
    }

    /// <summary>Reads lines until one holds a text; fails where the sample ends before.</summary>
    public string ReadLineWith(string text)
    {
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The sample ended without a line with '{text}': {errors.Result}");
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
    }

    /// <summary>The folder of a sample's assembly, of the same configuration as these tests: samples/NAME/bin/CONFIGURATION/net10.0.</summary>
    public static string Folder(string sample)
    {
        DirectoryInfo framework = new(AppContext.BaseDirectory);
        DirectoryInfo root = framework.Parent!.Parent!.Parent!.Parent!.Parent!;
        return Path.Combine(root.FullName, "samples", sample, "bin", framework.Parent!.Name, framework.Name);
    }

    private static string Assembly(string sample) => Path.Combine(Folder(sample), $"{sample}.dll");
}
