using System.Security;

namespace MLNetLandscape.Packages.Tests;

/// <summary>The packages install from a folder into what knows nothing of the repository.</summary>
public sealed class InstallTests : IClassFixture<PackageFolder>, IDisposable
{
    private readonly PackageFolder packages;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mlnetlandscape-install-");
    private readonly Dictionary<string, string> environment;

    public InstallTests(PackageFolder packages)
    {
        this.packages = packages;
        string machinePackages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

        // A package folder of its own, so that no older build of the same version is taken; what the machine has need not be fetched again.
        environment = new() { ["NUGET_PACKAGES"] = Path.Combine(folder.FullName, "packages") };
        File.WriteAllText(
            Path.Combine(folder.FullName, "nuget.config"),
            $"""
            <configuration>
              <packageSources>
                <add key="build" value="{SecurityElement.Escape(packages.Path)}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="machine" value="{SecurityElement.Escape(machinePackages)}" />
              </fallbackPackageFolders>
            </configuration>
            """);
    }

    [Fact]
    public void A_fresh_project_trains_and_saves_with_the_trainers()
    {
        packages.Pack("MLNetLandscape.Core");
        packages.Pack("MLNetLandscape");
        CreateProject("MLNetLandscape", """
            using Microsoft.ML;
            using MLNetLandscape;

            MLContext mlContext = new(seed: 1);
            var rows = Enumerable.Range(0, 200).Select(i => new { X = i % 20f, Y = i / 20f, Label = i % 20 > i / 10 }).ToArray();
            IDataView data = mlContext.Data.LoadFromEnumerable(rows);
            ITransformer model = mlContext.Transforms.Concatenate("Features", "X", "Y")
                .Append(mlContext.Landscape().BinaryNetwork(hiddenLayers: [8], numberOfEpochs: 60, learningRate: 1e-2))
                .Fit(data);
            mlContext.Model.Save(model, data.Schema, "model.zip");
            ITransformer loaded = new MLContext().Model.Load("model.zip", out _);
            Console.WriteLine($"accuracy {(mlContext.BinaryClassification.Evaluate(loaded.Transform(data)).Accuracy > 0.95 ? "high" : "low")}");
            """);
        (int exitCode, string output) = DotnetCommand.Run(folder.FullName, environment, "dotnet", "restore");
        Assert.SkipWhen(output.Contains("Unable to find package Microsoft.ML", StringComparison.Ordinal), $"Microsoft.ML cannot be restored here: {output}");
        Assert.True(exitCode == 0, output);
        Assert.Contains("accuracy high", DotnetCommand.Succeed(folder.FullName, environment, "dotnet", "run", "--no-restore"), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder.FullName, "model.zip")));
    }

    [Fact]
    public void A_fresh_project_trains_with_the_core()
    {
        packages.Pack("MLNetLandscape.Core");
        CreateProject("MLNetLandscape.Core", """
            using MLNetLandscape.Core.Activations;
            using MLNetLandscape.Core.Data;
            using MLNetLandscape.Core.Layers;
            using MLNetLandscape.Core.Losses;
            using MLNetLandscape.Core.Networks;
            using MLNetLandscape.Core.Objectives;
            using MLNetLandscape.Core.Optimizers;
            using MLNetLandscape.Core.Schedules;
            using MLNetLandscape.Core.Tensors;
            using MLNetLandscape.Core.Training;

            Dataset<float> data = new() { Rows = 4, Features = new float[] { 0, 0, 0, 1, 1, 0, 1, 1 }, Targets = new float[] { -1, 1, 1, -1 } };
            NetworkDefinition definition = new() { Input = Shape.Vector(2), Layers = [new Dense(16, new Relu()), new Dense(1, new Identity())] };
            using NetworkEngine engine = new(
                Network<float>.Create(definition, seed: 1), new PolynomialHinge(3), new Regularization(), new Adam(), new EngineOptions());
            TrainingResult result = TrainingLoop.Run(
                engine, new InMemoryBatchSource(data, shuffleSeed: 1), null, new TrainingOptions { Epochs = 300, BatchSize = 4, LearningRate = new Constant(1e-2) });
            Console.WriteLine($"accuracy {result.History[^1].Training!.Metric}");
            """);
        Assert.Contains("accuracy 1", DotnetCommand.Succeed(folder.FullName, environment, "dotnet", "run"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_installs_as_a_tool_with_its_data_set()
    {
        packages.Pack("MLNetLandscape.Cli");
        string tools = Path.Combine(folder.FullName, "tools");
        DotnetCommand.Succeed(folder.FullName, environment, "dotnet", "tool", "install", "MLNetLandscape.Cli", "--tool-path", tools);
        string landscape = Path.Combine(tools, OperatingSystem.IsWindows() ? "landscape.exe" : "landscape");
        DotnetCommand.Succeed(folder.FullName, environment, landscape, "compare", "--runs", "2", "--epochs", "2", "--json", "compare.json");
        Assert.True(File.Exists(Path.Combine(folder.FullName, "compare.json")));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private void CreateProject(string package, string program)
    {
        string version = Path.GetFileNameWithoutExtension(packages.Pack(package))[(package.Length + 1)..];
        File.WriteAllText(Path.Combine(folder.FullName, "Program.cs"), program);
        File.WriteAllText(
            Path.Combine(folder.FullName, "Fresh.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{package}" Version="{version}" />
              </ItemGroup>
            </Project>
            """);
    }
}
