using MLNetLandscape;
using MLNetLandscape.ScoringHost;
using MLNetLandscape.TorchSharp.ScoringHost;
using MLNetLandscape.TorchSharp.Trainers;
using TorchSharp;

// scoring-host MODEL DATA OUTPUT loads a pipeline and scores data with it.
// scoring-host train DATA MODEL OUTPUT trains and saves a module, scores the same data, and prints the version of TorchSharp.
if (args[0] == "train")
{
    MLContext context = new(1);
    IDataView data = context.Data.LoadFromBinary(args[1]);
    TorchBinaryOptions options = new() { Factory = new DenseFactory(5, 8, 1, HasNeuron: true, Dropout: 0.1), NumberOfEpochs = 5, Seed = 5 };
    context.Model.Save(context.Landscape().TorchBinary(options).Fit(data), data.Schema, args[2]);
    ScoreWriter.Write(args[2], args[1], args[3]);
    Console.WriteLine(typeof(torch).Assembly.GetName().Version);
}
else
{
    ScoreWriter.Write(args[0], args[1], args[2]);
}
