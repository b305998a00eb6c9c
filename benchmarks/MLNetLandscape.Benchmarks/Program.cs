using System.CommandLine;
using MLNetLandscape.Benchmarks.Commands;

RootCommand root = new("Measures the training step, the prediction and the analysis of MLNetLandscape, beside the same work in PyTorch and scikit-learn.")
{
    PeakCommand.Create(),
    CasesCommand.Create(),
    StepCommand.Create(),
    PredictCommand.Create(),
    KernelsCommand.Create(),
    PrecisionCommand.Create(),
    LeastSquaresCommand.Create(),
    ServeCommand.Create(),
    ComparePeersCommand.Create(),
    AnalysisCommand.Create(),
    LanczosCommand.Create(),
    KfraCommand.Create(),
    CompareProgramsCommands.Fit(),
    CompareProgramsCommands.Experiment(),
    CompareMnistCommand.Create(),
    GrowthCommand.Create(),
    LoadCommand.Create(),
    ParallelCommand.Create(),
};
return root.Parse(args).Invoke();
