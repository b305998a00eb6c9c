using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Initializers;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Pretraining;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Pretraining;

public sealed class NetworkPretrainingTests
{
    private static readonly Dataset<double> Data = SineProducts.Create(200, 4);

    public sealed class TheRunMethod
    {
        [Theory]
        [InlineData(0)]
        [InlineData(1e-3)]
        public void Should_Leave_A_Readout_That_Is_A_Minimum(double l2)
        {
            Network<double> network = Create(new Dense(20, new Tanh()), new Dense(1, new Identity()));
            Regularization regularization = new() { L2 = l2 };
            NetworkPretrainingResult result = new NetworkPretraining { ReadoutPenalty = 0 }.Run(network, new Squared(), regularization, Data, 1);
            NetworkObjective objective = new(network, new Squared(), regularization, Data);
            double[] gradient = new double[objective.Dimension];
            objective.Gradient(network.Parameters, gradient);
            Assert.All(gradient[60..], slope => Assert.Equal(0, slope, 1e-10));
            Assert.Equal(result.MeanSquare / 2, new NetworkObjective(network, new Squared(), new Regularization(), Data).Value(network.Parameters), 1e-12);
            Assert.Equal((200, 0, 21), (result.Rows, result.IdleNeurons, result.Steps.Count));
            if (l2 == 0)
            {
                Assert.Equal(result.Steps[^1].SumOfSquares / 200, result.MeanSquare, 1e-10);
            }
        }

        [Fact]
        public void Should_Start_Far_Below_The_Usual_Start_And_Bound_What_Follows()
        {
            Network<double> network = Create(new Dense(40, new Relu()), new Dropout(0.2), new Dense(20, new Tanh()), new Dense(1, new Identity()));
            NetworkObjective objective = new(network, new Squared(), new Regularization(), Data);
            double usual = objective.Value(network.Parameters);
            NetworkPretrainingResult result = new NetworkPretraining { Search = new NeuronSearch { Candidates = 5 } }.Run(network, new Squared(), new Regularization(), Data, 1);
            double start = objective.Value(network.Parameters);
            Assert.Equal(result.MeanSquare / 2, start, 1e-12);
            Assert.InRange(start, 0, usual / 5);
            Assert.InRange(new LimitedMemoryBfgs { MaximumIterations = 50 }.Minimize(objective, network.Parameters).Value, 0, start);
        }

        [Fact]
        public void Should_Fit_Signs_Classes_And_Tangents_Of_The_Output()
        {
            double[] signs = [.. Data.Targets.ToArray().Select(y => y < 0 ? -1.0 : 1)];
            double[] indices = [.. signs.Select(sign => (sign + 1) / 2)];
            Network<double> real = Create(new Dense(30, new Tanh()), new Dense(1, new Identity()));
            Network<double> hinge = Create(new Dense(30, new Tanh()), new Dense(1, new Tanh()));
            Network<double> sigmoid = Create(new Dense(30, new Tanh()), new Dense(1, new Sigmoid()));
            Network<double> softmax = Create(new Dense(30, new Tanh()), new Dense(2, new Identity()));
            new NetworkPretraining().Run(real, new Squared(), new Regularization(), Data with { Targets = signs }, 1);
            new NetworkPretraining().Run(hinge, new PolynomialHinge(3), new Regularization(), Data with { Targets = signs }, 1);
            new NetworkPretraining().Run(sigmoid, new Squared(), new Regularization(), Data with { Targets = indices }, 1);
            new NetworkPretraining().Run(softmax, new SoftmaxCrossEntropy(), new Regularization(), Data with { Targets = indices }, 1);

            // tanh(z) counts as z; 1/2 + z/4 as 0 and 1 where z is -2 and 2, twice what fits -1 and 1; one output of two as (1 + z) / 2 and (1 - z) / 2.
            for (int i = 0; i < 90; i++)
            {
                Assert.Equal(real.Parameters[i], hinge.Parameters[i]);
            }

            for (int i = 90; i < 121; i++)
            {
                Assert.Equal(real.Parameters[i], hinge.Parameters[i], 1e-12);
                Assert.Equal(2 * real.Parameters[i], sigmoid.Parameters[i], 1e-9);
            }

            for (int j = 0; j < 30; j++)
            {
                Assert.Equal(real.Parameters[90 + j] / 2, softmax.Parameters[120 + j], 1e-9);
                Assert.Equal(-real.Parameters[90 + j] / 2, softmax.Parameters[90 + j], 1e-9);
            }
        }

        [Fact]
        public void Should_Fit_What_An_Exponential_Neuron_Leaves()
        {
            NetworkDefinition definition = Define(new Dense(20, new Tanh()), new Dense(1, new Identity())) with { Neuron = new SkipNeuron() };
            Network<double> network = Network<double>.Create(definition, 1);
            double[] neuron = network.Parameters[81..].ToArray();
            NetworkPretrainingResult result = new NetworkPretraining().Run(network, new Squared(), new Regularization(), Data, 1);
            Assert.Equal(neuron, network.Parameters[81..]);
            Assert.Equal(result.MeanSquare / 2, new NetworkObjective(network, new Squared(), new Regularization { Lambda = 0 }, Data).Value(network.Parameters), 1e-12);
        }

        [Fact]
        public void Should_Draw_Neurons_That_Gain_Nothing()
        {
            Network<double> network = Create(new Dense(12, new Tanh()), new Dense(1, new Identity()));
            NetworkPretrainingResult result = new NetworkPretraining { ReadoutPenalty = 0 }.Run(network, new Squared(), new Regularization(), Data.Select([0, 1, 2, 3, 4]), 1);
            Assert.Equal(8, result.IdleNeurons);
            Assert.Equal(12, network.Parameters[..24].ToArray().Chunk(2).Distinct().Count());
            Assert.InRange(result.MeanSquare, 0, 1e-20);
        }

        [Fact]
        public void Should_Fill_The_Dense_Layers_After_Convolutions()
        {
            NetworkDefinition definition = new()
            {
                Input = new Shape(1, 4, 4),
                Layers = [new Convolution2D(3, 3, 3, new Relu()), new BatchNormalization(), new MaxPooling2D(2), new Flatten(), new Dense(9, new Tanh()), new Dense(2, new Identity())],
            };
            Dataset<double> images = new() { Features = Numbers(16 * 50), Targets = Numbers(100), Rows = 50 };
            Network<double> network = Network<double>.Create(definition, 2);
            double[] convolution = network.Parameters[..36].ToArray();
            NetworkPretrainingResult result = new NetworkPretraining().Run(network, new Squared(), new Regularization(), images, 1);
            Assert.Equal(convolution, network.Parameters[..36]);
            Assert.Equal(result.MeanSquare / 2, new NetworkObjective(network, new Squared(), new Regularization(), images).Value(network.Parameters), 1e-12);
        }

        [Fact]
        public void Should_Take_Single_Precision_And_Batches_And_A_Share_Of_The_Rows()
        {
            Dataset<float> data = Data.Convert<float>();
            NetworkPretraining pretraining = new() { MaximumRows = 120 };
            Network<float> first = Network<float>.Create(Define(new Dense(10, new Tanh()), new Dense(1, new Identity())), 1);
            Network<float> second = first.Copy();
            Network<float> third = first.Copy();
            NetworkPretrainingResult result = pretraining.Run(first, new Squared(), new Regularization(), data, 7);
            Assert.Equal(120, result.Rows);
            pretraining.Run(second, new Squared(), new Regularization(), data, 7);
            Assert.Equal(first.Parameters, second.Parameters);
            Assert.Equal(120, pretraining.Run(third, new Squared(), new Regularization(), new InMemoryBatchSource(data, 3), 7).Rows);
            Assert.False(first.Parameters.SequenceEqual(third.Parameters));
        }

        [Theory]
        [InlineData(0, 5e-3)]
        [InlineData(1e-4, 1e-5)]
        public void Should_Have_The_Same_Error_In_Single_Precision(double penalty, double tolerance)
        {
            // Without the penalty for rounding, the loss of the exact readout would be 22 % higher in single precision.
            Dataset<float> data = Data.Convert<float>();
            Network<float> network = Network<float>.Create(Define(new Dense(30, new Tanh()), new Dense(1, new Identity())), 1);
            NetworkPretrainingResult result = new NetworkPretraining { ReadoutPenalty = penalty }.Run(network, new Squared(), new Regularization(), data, 7);
            using NetworkEngine engine = new(network, new Squared(), new Regularization(), new Adam(), new EngineOptions());
            Assert.Equal(result.MeanSquare / 2, engine.Evaluate(new InMemoryBatchSource(data, null), CancellationToken.None).Loss, tolerance * result.MeanSquare);
        }

        [Fact]
        public void Should_Leave_A_Network_That_An_Engine_Trains_On()
        {
            Dataset<float> data = Data.Convert<float>();
            Network<float> network = Network<float>.Create(Define(new Dense(30, new Tanh()), new Dense(1, new Identity())), 1);
            NetworkPretrainingResult result = new NetworkPretraining { Search = new NeuronSearch { Weights = new Normal(2) } }.Run(network, new Squared(), new Regularization(), data, 7);
            using NetworkEngine engine = new(network, new Squared(), new Regularization(), new Adam(), new EngineOptions());
            InMemoryBatchSource rows = new(data, 1);
            TrainingLoop.Run(engine, rows, null, new TrainingOptions { Epochs = 300, BatchSize = 200, LearningRate = new Cosine(1e-3) });
            Assert.InRange(engine.Evaluate(rows, CancellationToken.None).Loss, 0, 0.9 * result.MeanSquare / 2);
        }

        [Fact]
        public void Should_Refuse_Layerwise_Neurons()
        {
            Network<double> network = Network<double>.Create(Define(new Dense(2, new Tanh()), new Dense(1, new Identity())) with { Neuron = new LayerwiseNeurons() }, 1);
            Assert.Equal(
                "Pretraining fills plain dense layers, but the network has LayerwiseNeurons, which add a unit to each. Use SkipNeuron, or train without pretraining.",
                Assert.Throws<ArgumentException>(() => new NetworkPretraining().Run(network, new Squared(), new Regularization(), Data, 1)).Message);
        }

        [Fact]
        public void Should_Refuse_A_Last_Layer_That_Is_Not_Dense() => Assert.Equal(
            "Pretraining solves the last layer by least squares, so it must be Dense, but was BatchNormalization. Put a dense layer last, or train without pretraining.",
            Assert.Throws<ArgumentException>(() => NetworkPretraining.Check(Define(new Dense(1, new Tanh()), new BatchNormalization()))).Message);

        [Fact]
        public void Should_Refuse_A_Class_That_The_Network_Has_No_Output_For()
        {
            Network<double> network = Create(new Dense(2, new Tanh()), new Dense(2, new Identity()));
            Dataset<double> classes = Data with { Targets = Enumerable.Range(0, 200).Select(i => (double)(i % 3)).ToArray() };
            Assert.Equal(
                "Row 2: a class index must be a whole number in 0 .. 1, but was 2. Check the labels, or the network's outputs.",
                Assert.Throws<ArgumentException>(() => new NetworkPretraining().Run(network, new SoftmaxCrossEntropy(), new Regularization(), classes, 1)).Message);
        }
    }

    private static NetworkDefinition Define(params LayerDefinition[] layers) => new() { Input = Shape.Vector(2), Layers = layers };

    private static Network<double> Create(params LayerDefinition[] layers) => Network<double>.Create(Define(layers), 1);

    private static double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => Math.Sin(i * i))];
}
