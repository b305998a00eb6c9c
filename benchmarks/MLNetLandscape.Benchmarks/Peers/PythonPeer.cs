using System.ComponentModel;
using System.Diagnostics;

namespace MLNetLandscape.Benchmarks.Peers;

/// <summary>The Python that runs the peers, and where their scripts lie.</summary>
internal static class PythonPeer
{
    private static readonly string[] Candidates = ["/usr/bin/python3", "python3", "python"];

    /// <summary>The interpreter: the variable PYTHON, or the first of the usual ones that has the modules.</summary>
    public static string Interpreter { get; } = Environment.GetEnvironmentVariable("PYTHON") ?? Candidates.FirstOrDefault(c => Imports(c, "numpy")) ?? "python3";

    /// <summary>The path of a script of benchmarks/peers.</summary>
    /// <exception cref="FileNotFoundException">The program does not run from within the repository.</exception>
    public static string Script(string name)
    {
        foreach (string start in new[] { Directory.GetCurrentDirectory(), AppContext.BaseDirectory })
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                string path = Path.Combine(folder.FullName, "benchmarks", "peers", name);
                if (File.Exists(path))
                {
                    return path;
                }
            }
        }

        throw new FileNotFoundException($"benchmarks/peers/{name} is in no folder above the current one: run this from within the repository.");
    }

    /// <summary>Null if the modules can be imported; otherwise what to install.</summary>
    public static string? Missing(params (string Module, string Package)[] needed)
    {
        string[] packages = [.. needed.Where(n => !Imports(Interpreter, n.Module)).Select(n => n.Package)];
        return packages.Length == 0
            ? null
            : $"{Interpreter} lacks {string.Join(" and ", packages)} (Debian's names; or name another Python by the variable PYTHON)";
    }

    private static bool Imports(string interpreter, string module)
    {
        try
        {
            ProcessStartInfo start = new(interpreter, ["-c", $"import {module}"]) { RedirectStandardError = true, RedirectStandardOutput = true };
            using Process process = Process.Start(start)!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
