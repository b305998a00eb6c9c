using System.Diagnostics;

namespace MLNetLandscape.AutoML.Tests.Samples;

/// <summary>A sample in a process of its own, which ends with the test.</summary>
internal sealed class SampleProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    public SampleProcess(string sample, params string[] arguments)
    {
        process = Process.Start(new ProcessStartInfo("dotnet", [PathOf(sample), .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    /// <summary>What it writes until it ends.</summary>
    public async Task<string> ReadAsync()
    {
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return await output;
    }

    /// <summary>Ends it without warning.</summary>
    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    /// <summary>The sample's assembly, built beside the tests' own: bin/CONFIGURATION/net10.0.</summary>
    private static string PathOf(string sample)
    {
        DirectoryInfo framework = new(AppContext.BaseDirectory);
        string root = framework.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(root, "samples", sample, "bin", framework.Parent!.Name, framework.Name, $"{sample}.dll");
    }
}
