using System.Globalization;
using Microsoft.ML;
using MLNetLandscape;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.EegCnn;
using MLNetLandscape.TorchSharp.Trainers;
using MLNetLandscape.TorchSharp.Transformers;

// The article's convolutional network with and without the exponential neuron: EegCnn [FOLDER OF RECORDINGS [EPOCHS]].
// It took 400 epochs; half-overlapping frames leak through this random split, as they did there.
string folder = args.Length > 0 ? args[0] : Path.Combine("datasets", "eeg");
int epochs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;

MLContext mlContext = new(seed: 1);
bool isRecorded = Directory.Exists(folder);
Console.WriteLine(isRecorded ? $"Frames of the recordings in {folder}" : $"There are no recordings in {folder}: made-up frames");
IDataView frames = mlContext.Data.LoadFromEnumerable(isRecorded ? Frame.Load(folder) : Frame.Generate(600, seed: 1));

Train("without the neuron", new EegNetwork(Neuron: false));
Train("with the neuron", new EegNetwork(Neuron: true));

void Train(string name, EegNetwork network)
{
    TorchBinaryTransformer fitted = mlContext.Landscape().TorchBinary(new TorchBinaryOptions
    {
        Factory = network,
        FeatureShape = [3, 28, 28],
        Standardize = false,
        Loss = new PolynomialHinge(3),
        Lambda = 0.2,
        LearningRate = new Constant(2e-4),
        BatchSize = 128,
        NumberOfEpochs = epochs,
        ValidationFraction = 0.2,
        Seed = 1,
        DrawsRandomNumbers = false,
    }).Fit(frames);

    using var module = fitted.Model.CreateModule();
    long parameters = module.parameters().Sum(parameter => parameter.NumberOfElements);
    double best = fitted.Model.History.Epochs.Max(epoch => epoch.Validation!.Metric);
    Console.WriteLine(FormattableString.Invariant($"{name,-18} {parameters} parameters, best validation accuracy {best:F4}"));
    if (fitted.Model.NeuronTrace is [.., NeuronTrace neuron])
    {
        Console.WriteLine(FormattableString.Invariant($"  a = {neuron.Scale:G3}, largest term on a frame {neuron.LargestTerm:G3}"));
    }
}
