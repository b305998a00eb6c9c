using System.ComponentModel;
using System.Diagnostics;

namespace MLNetLandscape.TorchSharp.Tests.Oracles;

/// <summary>Runs Python scripts of these tests with PyTorch; a test is skipped where no Python on this machine has it.</summary>
internal static class PyTorch
{
    private const string Variable = "MLNETLANDSCAPE_PYTHON";

    /// <summary>Runs a script that lies beside this class.</summary>
    public static void Run(string script, params string[] arguments)
    {
        string[] candidates = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? [named] : ["python3", "/usr/bin/python3", "python"];
        string? python = candidates.FirstOrDefault(candidate => Start(candidate, "-c", "import torch") is (0, _));
        Assert.SkipUnless(python is not null, $"PyTorch is not on this machine. Install it, or set {Variable} to a Python that has it.");
        (int exitCode, string errors) = Start(python, [Path.Combine(AppContext.BaseDirectory, "Oracles", script), .. arguments])!.Value;
        Assert.True(exitCode == 0, errors);
    }

    private static (int ExitCode, string Errors)? Start(string python, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(python, arguments) { RedirectStandardError = true })!;
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, errors);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
