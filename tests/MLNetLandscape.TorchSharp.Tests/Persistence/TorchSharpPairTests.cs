using System.Diagnostics;
using MLNetLandscape.Tests.Contract;
using MLNetLandscape.TorchSharp.Factories;
using MLNetLandscape.TorchSharp.ScoringHost;
using MLNetLandscape.TorchSharp.Tests.Trainers;

namespace MLNetLandscape.TorchSharp.Tests.Persistence;

/// <summary>A model that a program with the oldest TorchSharp saved, in this process with its own.</summary>
/// <remarks>The program is the scoring host, built anew in a folder of its own with the older packages and the libraries under test as they are.</remarks>
public sealed class TorchSharpPairTests
{
    private const string Oldest = "0.102.7";

    [Fact]
    public void A_model_saved_on_the_oldest_loads_here_with_equal_scores()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        IDataView data = ContractData.View(context, ContractData.Rows(100), nameof(ContractRow.Flag));
        using (FileStream stream = File.Create(folder.File("data.idv")))
        {
            context.Data.SaveAsBinary(data, stream);
        }

        string host = Build(folder);
        string version = Run("dotnet", host, "train", folder.File("data.idv"), folder.File("model.zip"), folder.File("scores")).Trim();
        Assert.StartsWith(Oldest, version, StringComparison.Ordinal);

        ModuleFactoryTypes.Register(typeof(DenseFactory).Assembly);
        ITransformer loaded = context.Model.Load(folder.File("model.zip"), out _);
        RoundedScores.AssertEqual(File.ReadAllLines(folder.File("scores")), ScoreBits.Of(loaded.Transform(data)));
    }

    /// <summary>Builds the host's sources against the older packages; the test is skipped where these cannot be restored.</summary>
    private static string Build(TemporaryFolder folder)
    {
        string tests = TestsFolder();
        string built = AppContext.BaseDirectory;
        File.WriteAllText(folder.File("MLNetLandscape.TorchSharp.ScoringHost.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
                <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.ML" Version="5.0.0" />
                <PackageReference Include="TorchSharp-cpu" Version="{Oldest}" />
                <Compile Include="{tests}/MLNetLandscape.TorchSharp.ScoringHost/*.cs;{tests}/MLNetLandscape.ScoringHost/ScoreWriter.cs;{tests}/MLNetLandscape.Tests/Contract/ScoreBits.cs" />
                <Using Include="Microsoft.ML;Microsoft.ML.Data" />
                <Reference Include="{built}MLNetLandscape.dll;{built}MLNetLandscape.Core.dll;{built}MLNetLandscape.TorchSharp.dll;{built}MathNet.Numerics.dll;{built}System.Numerics.Tensors.dll;{built}CsvHelper.dll" />
              </ItemGroup>
            </Project>
            """);
        string project = folder.File("MLNetLandscape.TorchSharp.ScoringHost.csproj");
        (int exitCode, string output) = Start("dotnet", "restore", project, "--nologo", "-v", "q");
        Assert.SkipUnless(exitCode == 0, $"TorchSharp {Oldest} cannot be restored on this machine: {output}");
        Run("dotnet", "build", project, "--no-restore", "-c", "Release", "--nologo", "-v", "q", "-o", folder.File("out"));
        return Path.Combine(folder.File("out"), "MLNetLandscape.TorchSharp.ScoringHost.dll");
    }

    private static string Run(string program, params string[] arguments)
    {
        (int exitCode, string output) = Start(program, arguments);
        Assert.True(exitCode == 0, output);
        return output;
    }

    private static (int ExitCode, string Output) Start(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    private static string TestsFolder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MLNetLandscape.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "tests");
    }
}
