using System.ComponentModel;
using System.Diagnostics;

namespace MLNetLandscape.TorchSharp.Tests.Oracles;

/// <summary>Runs Python scripts of these tests with PyTorch.</summary>
internal static class PyTorch
{
    private const string Variable = "MLNETLANDSCAPE_PYTHON";

    /// <summary>What a skipped test says.</summary>
    public const string Missing = $"PyTorch is not on this machine. Install it, or set {Variable} to a Python that has it.";

    /// <summary>Runs a script that lies beside this class; false where no Python has PyTorch.</summary>
    public static bool Run(string script, params string[] arguments)
    {
        string[] candidates = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? [named] : ["python3", "/usr/bin/python3", "python"];
        string path = Path.Combine(AppContext.BaseDirectory, "Oracles", script);
        foreach (string candidate in candidates)
        {
            if (Start(candidate, [path, .. arguments]) is (int exitCode, string errors) && !errors.Contains("No module named 'torch'", StringComparison.Ordinal))
            {
                Assert.True(exitCode == 0, errors);
                return true;
            }
        }

        return false;
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
