using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;

Dataset<float> data = CsvDataset.Load(Path.Combine(AppContext.BaseDirectory, "wdbc.csv"), new CsvOptions { LabelColumn = "diagnosis" }).Data;
Split split = DataSplit.StratifiedHoldout(data, 0.2, seed: 1);
Standardizer scaling = Standardizer.Fit(data.Select(split.Training));
Dataset<float> training = scaling.Apply(data.Select(split.Training));
Dataset<float> validation = scaling.Apply(data.Select(split.Validation));

var definition = new NetworkDefinition
{
    Input = Shape.Vector(data.FeatureCount),
    Layers = [new Dense(64, new Relu()), new Dense(32, new Relu()), new Dense(1, new Identity())],
    Neuron = new SkipNeuron(),
};
using var engine = new NetworkEngine(
    Network<float>.Create(definition, seed: 1), new PolynomialHinge(3), new Regularization { Lambda = 0.2 }, new Adam(), new EngineOptions());

TrainingResult result = TrainingLoop.Run(
    engine,
    new InMemoryBatchSource(training, shuffleSeed: 1),
    new InMemoryBatchSource(validation, shuffleSeed: null),
    new TrainingOptions { Epochs = 200, LearningRate = new Constant(1e-3), EarlyStopping = new EarlyStopping { Patience = 30 } });

EpochRecord best = result.History[result.BestEpoch - 1];
NeuronTrace neuron = best.Training!.Neuron!;
Console.WriteLine($"{result.Reason} after {result.History.Count} epochs; best epoch {result.BestEpoch}: validation accuracy {best.Validation!.Metric:F4}");
Console.WriteLine($"Neuron: a = {neuron.Scale:G3}, b = {neuron.Bias:G3}, ||w|| = {neuron.WeightNorm:G3}; L~ = {best.Training.Objective:G4}, L = {best.Training.BaseLoss:G4}");

var row = new float[] { 17.99f, 10.38f, 122.8f, 1001, 0.1184f, 0.2776f, 0.3001f, 0.1471f, 0.2419f, 0.07871f, 1.095f, 0.9053f, 8.589f, 153.4f, 0.006399f,
    0.04904f, 0.05373f, 0.01587f, 0.03003f, 0.006193f, 25.38f, 17.33f, 184.6f, 2019, 0.1622f, 0.6656f, 0.7119f, 0.2654f, 0.4601f, 0.1189f };
scaling.Apply(row);
var score = new float[1];
using var predictor = new Predictor<float>(engine.Network.Stripped());
predictor.Predict(row, score);
Console.WriteLine($"One patient: {(score[0] > 0 ? data.ClassNames[1] : data.ClassNames[0])} (score {score[0]:F2})");
