using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Gates;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Tests.Layers;
using MLNetLandscape.Core.Tests.Training;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Gates;

public sealed class GatedNetworkTests
{
    private static readonly NetworkDefinition Deep = new()
    {
        Input = Shape.Vector(2),
        Layers =
        [
            new Dense(24, new Relu()), new BatchNormalization(), new Dropout(0.5), new Dense(17, new Tanh()), new Dense(9, new Softplus()), new Dense(1, new Identity()),
        ],
        Neuron = new SkipNeuron(),
    };

    private static readonly NetworkDefinition Image = new()
    {
        Input = new Shape(2, 8, 7),
        Layers =
        [
            new Convolution2D(6, 3, 3, new Relu()) { Padding = Padding.Same },
            new MaxPooling2D(2),
            new Convolution2D(5, 2, 2, new Tanh()),
            new BatchNormalization(),
            new Flatten(),
            new Dense(8, new Relu()),
            new Dense(3, new Identity()),
        ],
    };

    /// <summary>A network whose every number was drawn, statistics included.</summary>
    private static Network<T> Create<T>(NetworkDefinition definition)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        Network<T> network = Network<T>.Create(definition, 3);
        double[] numbers = Sequence.Of(network.Parameters.Length + network.State.Length, 37, 1009);
        for (int i = 0; i < network.Parameters.Length; i++)
        {
            network.Parameters[i] += T.CreateTruncating(0.3 * numbers[i]);
        }

        for (int i = 0; i < network.State.Length; i++)
        {
            network.State[i] += T.CreateTruncating(0.5 * numbers[network.Parameters.Length + i]);
        }

        return network;
    }

    [Fact]
    public void The_last_layer_with_units_has_no_gate_whatever_follows_it()
    {
        NetworkDefinition definition = new()
        {
            Input = new Shape(1, 4, 4),
            Layers = [new Convolution2D(3, 2, 2, new Relu()), new Convolution2D(2, 3, 3, new Identity()), new Flatten(), new Dropout(0.1)],
        };
        Assert.Equal(
            [typeof(Convolution2D), typeof(Gate), typeof(Convolution2D), typeof(Flatten), typeof(Dropout)],
            GatedNetwork.Insert(definition).Layers.Select(layer => layer.GetType()));
    }

    private static T[] Predict<T>(Network<T> network, int rows)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        T[] features = [.. Sequence.Of(rows * network.InputSize, 29, 211).Select(x => T.CreateTruncating(2 * x))];
        T[] outputs = new T[rows * network.OutputSize];
        using Predictor<T> predictor = new(network);
        predictor.Predict(features, outputs);
        return outputs;
    }

    /// <summary>Closes every third gate and the gates [first, end).</summary>
    private static Chromosome Closed(int count, int first = 0, int end = 0) =>
        Chromosome.Of([.. Enumerable.Range(0, count).Select(i => i % 3 != 0 && (i < first || i >= end))]);

    public sealed class TheInsertMethod
    {
        [Fact]
        public void Should_put_a_gate_behind_every_hidden_layer_and_its_normalization()
        {
            string kinds = string.Join(' ', GatedNetwork.Insert(Deep).Layers.Select(layer => layer.GetType().Name));
            Assert.Equal("Dense BatchNormalization Gate Dropout Dense Gate Dense Gate Dense", kinds);
            kinds = string.Join(' ', GatedNetwork.Insert(Image).Layers.Select(layer => layer.GetType().Name));
            Assert.Equal("Convolution2D Gate MaxPooling2D Convolution2D BatchNormalization Gate Flatten Dense Gate Dense", kinds);
        }

        [Fact]
        public void Should_change_no_bit_of_a_prediction()
        {
            foreach (NetworkDefinition definition in new[] { Deep, Image })
            {
                Network<float> network = Create<float>(definition);
                Network<float> gated = GatedNetwork.Insert(network);
                Assert.Equal(Predict(network, 70), Predict(gated, 70));
                Assert.Equal(network.Parameters.ToArray(), gated.Parameters.ToArray());
                Assert.Equal(Chromosome.AllOpen(GatedNetwork.Read(gated).Count), GatedNetwork.Read(gated));
            }
        }

        [Fact]
        public void Should_change_no_bit_of_a_training()
        {
            NetworkDefinition definition = Deep with { Layers = [.. Deep.Layers.Where(layer => layer is not Dropout)] };
            Network<float> network = Create<float>(definition);
            Network<float> gated = GatedNetwork.Insert(network);
            foreach (Network<float> trained in new[] { network, gated })
            {
                using NetworkEngine engine = new(trained, new PolynomialHinge(3), new Regularization { L2 = 1e-3 }, new Adam(), new EngineOptions());
                TrainingLoop.Run(engine, new InMemoryBatchSource(TwoMoons.Create(200, 1), 2), null, new TrainingOptions { Epochs = 5, BatchSize = 32 });
            }

            Assert.NotEqual(Create<float>(definition).Parameters.ToArray(), network.Parameters.ToArray());
            Assert.Equal(network.Parameters.ToArray(), gated.Parameters.ToArray());
            Assert.Equal(Predict(network, 33), Predict(gated, 33));
        }

        [Fact]
        public void Should_refuse_a_network_without_hidden_layers()
        {
            NetworkDefinition linear = new() { Input = Shape.Vector(3), Layers = [new Dense(1, new Identity())] };
            ArgumentException exception = Assert.Throws<ArgumentException>(() => GatedNetwork.Insert(linear));
            Assert.Equal(
                "Gates go behind hidden dense and convolutional layers, but the network has none. Give it a hidden layer. (Parameter 'definition')", exception.Message);
        }

        [Fact]
        public void Should_refuse_gates_twice()
        {
            ArgumentException exception = Assert.Throws<ArgumentException>(() => GatedNetwork.Insert(GatedNetwork.Insert(Deep)));
            Assert.Equal("The network has gates already. Insert them once. (Parameter 'definition')", exception.Message);
        }

        [Fact]
        public void Should_refuse_layerwise_neurons()
        {
            NetworkDefinition layerwise = new()
            {
                Input = Shape.Vector(3),
                Layers = [new Dense(4, new Relu()), new Dense(1, new Identity())],
                Neuron = new LayerwiseNeurons(),
            };
            ArgumentException exception = Assert.Throws<ArgumentException>(() => GatedNetwork.Insert(layerwise));
            Assert.Equal(
                "Gates go behind plain layers, but the network has LayerwiseNeurons. Take them away with Network.Stripped first. (Parameter 'definition')",
                exception.Message);
        }
    }

    public sealed class TheWriteMethod
    {
        private static readonly NetworkDefinition Small = new()
        {
            Input = Shape.Vector(3),
            Layers = [new Dense(4, new Tanh()), new Dense(3, new Softplus()), new Dense(2, new Identity())],
        };

        [Fact]
        public void Should_give_closed_units_no_gradient_and_all_others_that_of_PyTorch()
        {
            NetworkDefinition definition = GatedNetwork.Insert(Small);
            int count = ParameterLayout.Of(definition).Count;
            double[] p = Sequence.Of(count, 37, 101);
            Network<double> network = Network<double>.FromParameters(definition, p, new double[7]);
            GatedNetwork.Write(network, Chromosome.Of([true, false, true, true, false, true, true]));
            Dataset<double> data = new() { Features = Sequence.Of(15, 29, 83), Targets = Sequence.Of(10, 31, 89), Rows = 5 };
            NetworkObjective objective = new(network, new Squared(), new Regularization(), data);
            double[] gradient = new double[count];
            double[] product = new double[count];

            // PyTorch 1.13 in double precision: tanh(x W1' + b1) * m1, softplus(... W2' + b2) * m2, ... W3' + b3; the digests are products with Sequence.Of(39, 17, 71).
            Assert.Equal(0.2174632012336434, objective.Gradient(p, gradient), 1e-14);
            Assert.Equal(-0.22703989989747325, Sequence.Digest(gradient), 1e-14);
            objective.HessianVectorProduct(p, Sequence.Of(count, 23, 97), product);
            Assert.Equal(0.8027666423821611, Sequence.Digest(product), 1e-14);

            // W1 row 1 and b1[1]; W2 column 1; W2 row 0 and b2[0]; W3 column 0.
            int[] masked = [3, 4, 5, 13, 17, 21, 25, 16, 18, 19, 28, 31, 34];
            Assert.All(masked, i => Assert.Equal(0, gradient[i]));
            Assert.All(Enumerable.Range(0, count).Except(masked), i => Assert.NotEqual(0, gradient[i]));
        }

        [Fact]
        public void Should_refuse_the_chromosome_of_another_network()
        {
            Network<float> network = GatedNetwork.Insert(Create<float>(Small));
            ArgumentException exception = Assert.Throws<ArgumentException>(() => GatedNetwork.Write(network, Chromosome.AllOpen(8)));
            Assert.Equal(
                "The network has 7 gates, but the chromosome has 8 genes. Use chromosomes of this network. (Parameter 'chromosome')", exception.Message);
        }
    }

    public sealed class ThePruneMethod
    {
        [Fact]
        public void Should_give_a_smaller_network_with_the_same_predictions()
        {
            Network<float> gated = GatedNetwork.Insert(Create<float>(Deep));
            GatedNetwork.Write(gated, Closed(50));
            Network<float> pruned = GatedNetwork.Prune(gated);
            Assert.Equal(
                [new Dense(16, new Relu()), new BatchNormalization(), new Dropout(0.5), new Dense(11, new Tanh()), new Dense(6, new Softplus()), new Dense(1, new Identity())],
                pruned.Definition.Layers);
            Assert.Equal(Predict(gated, 70), Predict(pruned, 70));
        }

        [Fact]
        public void Should_prune_filters_of_convolutions()
        {
            Network<double> gated = GatedNetwork.Insert(Create<double>(Image));
            GatedNetwork.Write(gated, Closed(19));
            Network<double> pruned = GatedNetwork.Prune(gated);
            Assert.Equal(4, Assert.IsType<Convolution2D>(pruned.Definition.Layers[0]).Filters);
            Assert.Equal(3, Assert.IsType<Convolution2D>(pruned.Definition.Layers[2]).Filters);
            double[] expected = Predict(gated, 40);
            Assert.All(expected.Zip(Predict(pruned, 40)), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
        }

        [Fact]
        public void Should_keep_one_silent_unit_where_a_whole_layer_is_closed()
        {
            Network<float> gated = GatedNetwork.Insert(Create<float>(Deep));
            GatedNetwork.Write(gated, Closed(50, 0, 24));
            Network<float> pruned = GatedNetwork.Prune(gated);
            Assert.Equal(new Dense(1, new Relu()), pruned.Definition.Layers[0]);
            Assert.Equal(Predict(gated, 70), Predict(pruned, 70));
        }

        [Fact]
        public void Should_give_the_base_network_back_where_all_gates_are_open()
        {
            Network<float> network = Create<float>(Image);
            Network<float> pruned = GatedNetwork.Prune(GatedNetwork.Insert(network));
            Assert.Equal(network.Definition, pruned.Definition);
            Assert.Equal(network.Parameters.ToArray(), pruned.Parameters.ToArray());
            Assert.Equal(network.State.ToArray(), pruned.State.ToArray());
        }

        [Fact]
        public void Should_refuse_a_layer_that_cannot_lose_inputs()
        {
            NetworkDefinition definition = new()
            {
                Input = Shape.Vector(3),
                Layers = [new Dense(4, new Tanh()), new ResidualBlock([new Dense(4, new Tanh())]), new Dense(1, new Identity())],
            };
            Network<float> gated = GatedNetwork.Insert(Create<float>(definition));
            Assert.Equal(definition, GatedNetwork.Prune(gated).Definition);
            GatedNetwork.Write(gated, Chromosome.Of([true, true, false, true]));
            ArgumentException exception = Assert.Throws<ArgumentException>(() => GatedNetwork.Prune(gated));
            Assert.Equal(
                "Layers[2], ResidualBlock, reads units that are closed, and cannot be made smaller. Open the gates before it, or keep the network with its gates.",
                exception.Message);
        }

        [Fact]
        public void Should_refuse_a_gate_that_belongs_to_no_layer()
        {
            NetworkDefinition definition = new() { Input = Shape.Vector(3), Layers = [new Gate(), new Dense(1, new Identity())] };
            ArgumentException exception = Assert.Throws<ArgumentException>(() => GatedNetwork.Prune(Network<float>.Create(definition, 1)));
            Assert.Equal(
                "Layers[0] is a gate that does not lie behind a dense or convolutional layer, so no units go with it. Use GatedNetwork.Insert.", exception.Message);
        }

        [Fact]
        public void Should_refuse_a_gate_that_is_ajar()
        {
            Network<float> gated = GatedNetwork.Insert(Create<float>(Deep));
            gated.State[^1] = 0.5f;
            ArgumentException exception = Assert.Throws<ArgumentException>(() => GatedNetwork.Prune(gated));
            Assert.Equal("Every gate of Layers[7] must be 0 or 1, but one is 0.5. Write a chromosome into the network.", exception.Message);
        }
    }
}
