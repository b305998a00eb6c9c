using System.Diagnostics;
using MLNetLandscape.Tests.Contract;

namespace MLNetLandscape.TorchSharp.Tests.Runtime;

/// <summary>An application without LibTorch: the scoring host's assemblies in a folder of their own, without the native libraries.</summary>
public sealed class NoLibTorchTests
{
    [Fact]
    public void Training_says_which_package_to_add()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        IDataView data = ContractData.View(context, ContractData.Rows(20), nameof(ContractRow.Flag));
        using (FileStream stream = File.Create(folder.File("data.idv")))
        {
            context.Data.SaveAsBinary(data, stream);
        }

        string host = ScoringProcess.HostPath("MLNetLandscape.TorchSharp.ScoringHost");
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(host)!))
        {
            File.Copy(file, folder.File(Path.GetFileName(file)));
        }

        ProcessStartInfo start = new("dotnet", [folder.File(Path.GetFileName(host)), "train", folder.File("data.idv"), folder.File("model.zip"), folder.File("scores")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["NUGET_PACKAGES"] = folder.File("no packages");
        using Process process = Process.Start(start)!;
        process.BeginOutputReadLine();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Contains("System.InvalidOperationException: LibTorch could not be loaded on ", errors, StringComparison.Ordinal);
        Assert.Contains("Add the package TorchSharp-cpu to the application", errors, StringComparison.Ordinal);
        Assert.NotEqual(0, process.ExitCode);
    }
}
