using System.CommandLine;
using MLNetLandscape.Benchmarks.Cases;

namespace MLNetLandscape.Benchmarks.Commands;

/// <summary>Writes case files, for a peer that is run by hand.</summary>
internal static class CasesCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Argument<string> folder = new("folder") { Description = "Where to write." };
        Argument<string[]> names = new("cases") { Description = "Case names, or all; the project's four goals by default.", DefaultValueFactory = _ => [] };
        Command command = new("cases", "Writes networks, starting parameters and data to files that the peers read.") { folder, names };
        command.SetAction(parsed =>
        {
            foreach (BenchmarkCase benchmark in CaseCatalog.Select(parsed.GetValue(names)!))
            {
                Console.WriteLine(CaseFile.Write(parsed.GetValue(folder)!, benchmark, CaseData.Generate(benchmark)));
            }
        });
        return command;
    }
}
