using System.CommandLine;
using MLNetLandscape.Benchmarks.Commands;

RootCommand root = new("Measures the training step and prediction of MLNetLandscape, beside the same work in PyTorch and scikit-learn.")
{
    PeakCommand.Create(),
    CasesCommand.Create(),
    StepCommand.Create(),
    PredictCommand.Create(),
    KernelsCommand.Create(),
    PrecisionCommand.Create(),
    ServeCommand.Create(),
    ComparePeersCommand.Create(),
    CompareProgramsCommands.Fit(),
    CompareProgramsCommands.Experiment(),
};
return root.Parse(args).Invoke();
