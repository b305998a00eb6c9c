using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Tests.Layers;

namespace MLNetLandscape.Core.Tests.Networks;

public sealed class NetworkPassTests
{
    public sealed class TheBackwardMethod
    {
        private const int Rows = 35;

        public static TheoryData<NeuronDefinition?> Neurons => [(NeuronDefinition?)null, new SkipNeuron(), new MonomialNeuron(3), new LayerwiseNeurons()];

        [Theory]
        [MemberData(nameof(Neurons))]
        public void Should_carry_the_gradient_to_the_input(NeuronDefinition? neuron)
        {
            NetworkPass<double> pass = Create(neuron);
            double[] inputs = Sequence.Of(3 * Rows, 29, 83);
            BatchTensor<double> gradient = new(3, Rows);
            Objective(pass, inputs);
            pass.Backward(gradient);
            for (int i = 0; i < inputs.Length; i += 7)
            {
                double at = inputs[i];
                inputs[i] = at + 1e-5;
                double above = Objective(pass, inputs);
                inputs[i] = at - 1e-5;
                double slope = (above - Objective(pass, inputs)) / 2e-5;
                inputs[i] = at;
                Assert.Equal(slope, gradient[i / 3, i % 3], 1e-9);
            }
        }

        [Fact]
        public void Should_give_PyTorchs_gradient_of_a_network_with_a_skip_neuron()
        {
            NetworkPass<double> pass = Create(new SkipNeuron());
            BatchTensor<double> gradient = new(3, Rows);
            Objective(pass, Sequence.Of(3 * Rows, 29, 83));
            pass.Backward(gradient);
            double[] rows = [.. Enumerable.Range(0, 3 * Rows).Select(i => gradient[i / 3, i % 3])];

            // PyTorch 1.13 in double precision: f = W2 tanh(W1 x + b1) + b2 + a * exp(W x + b), E = sum of f^2 / 2, its gradient by x; parameters 0.7 Sequence.Of(42, 37, 101).
            Assert.Equal(0.05838062994464224, Sequence.Digest(rows), 1e-12);
        }

        [Fact]
        public void Should_refuse_a_tensor_of_another_size()
        {
            NetworkPass<double> pass = Create(null);
            Objective(pass, Sequence.Of(3 * Rows, 29, 83));
            Assert.Equal(
                "The input's gradient must have 35 rows of 3 features, but has 35 of 2. (Parameter 'inputGradient')",
                Assert.Throws<ArgumentException>(() => pass.Backward(new BatchTensor<double>(2, Rows))).Message);
        }

        private static NetworkPass<double> Create(NeuronDefinition? neuron)
        {
            NetworkDefinition definition = new()
            {
                Input = Shape.Vector(3),
                Layers = [new Dense(5, new Tanh()), new Dense(2, new Identity())],
                Neuron = neuron,
            };
            double[] parameters = [.. Sequence.Of(ParameterLayout.Of(definition).Count, 37, 101).Select(p => 0.7 * p)];
            return new NetworkPass<double>(Network<double>.FromParameters(definition, parameters, []), Rows);
        }

        /// <summary>E = sum of f^2 / 2; leaves dE/df = f in the pass.</summary>
        private static double Objective(NetworkPass<double> pass, double[] inputs)
        {
            pass.Load(inputs);
            pass.Forward(PassMode.Inference);
            pass.OutputGradient.Values.Clear();
            double sum = 0;
            for (int row = 0; row < Rows; row++)
            {
                for (int k = 0; k < 2; k++)
                {
                    double f = pass.Output[row, k];
                    pass.OutputGradient[row, k] = f;
                    sum += f * f / 2;
                }
            }

            return sum;
        }
    }
}
