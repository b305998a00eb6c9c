using System.CommandLine;
using MLNetLandscape.Cli.Json;
using MLNetLandscape.Cli.Options;
using MLNetLandscape.Cli.Output;
using MLNetLandscape.Cli.Syntax;
using MLNetLandscape.Cli.Tables;
using MLNetLandscape.Cli.Training;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Cli.Commands;

/// <summary>One execution of landscape train.</summary>
internal sealed class TrainAction(Terminal terminal, TrainCommand command, ParseResult arguments)
{
    /// <summary>Reads, trains, prints and saves.</summary>
    /// <returns>The exit code.</returns>
    public int Run(CancellationToken cancellationToken)
    {
        string modelPath = arguments.GetRequiredValue(command.Model);
        string dataPath = arguments.GetRequiredValue(command.Data);
        new FilePlan()
            .Reads(command.Data.Name, dataPath)
            .Writes(command.Model.Name, modelPath)
            .Writes(command.Json.Name, arguments.GetValue(command.Json))
            .Writes(command.Checkpoint.Name, arguments.GetValue(command.Checkpoint));
        CsvLoadResult source = TableFile.Load(
            dataPath, command.Table.Read(arguments, TableFile.DefaultLabel(dataPath), command.Task.Read(arguments)));
        TrainingJob job = new TrainingJobReader(command, arguments).Read(source);
        Warn(source, job);
        WarnOfIdleOptions(command.Optimizer.Read(arguments).FirstOrder is null);

        TrainedNetwork trained = EpochDisplay.During(
            terminal, job.Options.Epochs, progress => NetworkTrainer.Train(job, progress, cancellationToken));
        if (trained.Failure is not null && trained.KeptEpoch is null or 0)
        {
            terminal.Error.WriteLine($"Error: {trained.Failure} No model was written.");
            return ExitCode.Failure;
        }

        ModelFile.Write(modelPath, ToModel(source, job, trained));
        new TrainingPrinter(terminal).Print(job, trained, modelPath);
        terminal.WriteFile(arguments.GetValue(command.Json), "JSON", () => TrainingJson.Write(arguments.GetRequiredValue(command.Data), source, job, trained, Settings()));
        if (trained.Failure is null)
        {
            return ExitCode.Success;
        }

        terminal.Error.WriteLine($"Error: {trained.Failure} {modelPath} holds the last good epoch, {trained.KeptEpoch}.");
        return ExitCode.Failure;
    }

    private void Warn(CsvLoadResult source, TrainingJob job)
    {
        if (source.ConstantFeatures.Count > 0)
        {
            terminal.Error.WriteLine($"Warning: constant in every row, hence of no use: {string.Join(", ", source.ConstantFeatures)}.");
        }

        if (source.SkippedRows > 0)
        {
            terminal.Error.WriteLine($"Warning: rows left out because a value is missing: {source.SkippedRows}.");
        }

        foreach (string warning in Core.Networks.TheoryWarnings.For(job.Network, job.Loss, job.Regularization))
        {
            terminal.Error.WriteLine($"Warning: {warning}");
        }
    }

    /// <summary>Says which of the given options all rows at once have no use for.</summary>
    private void WarnOfIdleOptions(bool takesAllRows)
    {
        Option[] ofBatches =
        [
            command.Training.Batch.Option, command.Training.LearningRate.Option, command.Training.Clip.Option, command.Training.ClipNeuron.Option,
            command.Schedule.Option, command.WarmUp.Option, command.Patience.Option, command.Checkpoint, command.CheckpointEvery.Option,
        ];
        string[] idle = takesAllRows ? [.. ofBatches.Where(option => arguments.GetResult(option) is { Implicit: false }).Select(option => option.Name)] : [];
        if (idle.Length > 0)
        {
            terminal.Error.WriteLine($"Warning: without effect, since L-BFGS takes all rows at once and chooses its own steps: {string.Join(", ", idle)}.");
        }
    }

    private SavedModel ToModel(CsvLoadResult source, TrainingJob job, TrainedNetwork trained)
    {
        bool strips = arguments.GetValue(command.Strip);
        Network<float> network = strips ? trained.Network.Stripped() : trained.Network;
        Network<double>? precise = strips ? trained.Precise?.Stripped() : trained.Precise;
        return new SavedModel
        {
            Network = network.Definition,
            Parameters = network.Parameters.ToArray(),
            PreciseParameters = precise?.Parameters.ToArray(),
            State = network.State.ToArray(),
            Loss = job.Loss,
            Task = source.Task,
            Standardizer = job.Standardizer,
            FeatureNames = source.Data.FeatureNames,
            ClassNames = source.Data.ClassNames,
            LabelName = source.LabelName,
            Metadata = Settings().ToDictionary(),
        };
    }

    private IEnumerable<KeyValuePair<string, string>> Settings() =>
    [
        .. command.Network.ReadTexts(arguments),
        .. command.Training.ReadTexts(arguments),
        new("optimizer", command.Optimizer.Read(arguments).Text),
        new("neuron", NeuronSyntax.Format(command.Neuron.Read(arguments))),
        new("pretrain", PretrainingSyntax.Format(command.Pretrain.Read(arguments))),
        new("schedule", command.Schedule.Read(arguments)),
        new("warmUp", arguments.GetRequiredValue(command.WarmUp.Option)),
        new("patience", arguments.GetRequiredValue(command.Patience.Option)),
        .. command.Table.ReadNotes(arguments),
    ];
}
