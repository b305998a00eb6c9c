using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Experiments.Adversarial;

/// <summary>A generator and a discriminator, and the moves of both, by Adam with beta1 = 0.5.</summary>
internal sealed class AdversarialGame
{
    private const double LearningRate = 1e-3;
    private const double Lambda = 0.2;
    private static readonly Adam Optimizer = new(Beta1: 0.5);
    private readonly Logistic loss = new();
    private readonly Network<float> discriminator;
    private readonly NetworkPass<float> generate;
    private readonly NetworkPass<float> judge;
    private readonly OptimizerState<float> generatorState;
    private readonly OptimizerState<float> discriminatorState;
    private readonly float[] generatorGradient;
    private readonly float[] discriminatorGradient;
    private readonly BatchTensor<float> pointGradient;
    private readonly int batchSize;
    private readonly ParameterEntry? scale;

    public AdversarialGame(Network<float> generator, Network<float> discriminator, int batchSize)
    {
        (Generator, this.discriminator, this.batchSize) = (generator, discriminator, batchSize);
        generate = new NetworkPass<float>(generator, batchSize);
        judge = new NetworkPass<float>(discriminator, 2 * batchSize);
        generatorGradient = new float[generator.Layout.Count];
        discriminatorGradient = new float[discriminator.Layout.Count];
        generatorState = Optimizer.CreateState<float>(generatorGradient.Length);
        discriminatorState = Optimizer.CreateState<float>(discriminatorGradient.Length);
        pointGradient = new BatchTensor<float>(generator.OutputSize, 2 * batchSize);
        scale = discriminator.Layout.FindNeuron(ParameterRole.NeuronScale);
    }

    /// <summary>The generator.</summary>
    public Network<float> Generator { get; }

    /// <summary>a; 0 without a neuron.</summary>
    public double Scale => scale is null ? 0 : discriminator.Parameters[scale.Offset];

    /// <summary>The discriminator's mean loss on real and generated points; log 2 where it cannot tell them apart.</summary>
    public double Loss(ReadOnlySpan<float> real, ReadOnlySpan<float> noise)
    {
        float[] points = [.. real, .. Generate(noise)];
        judge.Load(points);
        judge.Forward(PassMode.Training);
        return FillLoss(row => row < batchSize ? 1 : -1);
    }

    /// <summary>One step of the discriminator on real and generated points.</summary>
    public void MoveDiscriminator(ReadOnlySpan<float> real, ReadOnlySpan<float> noise)
    {
        Loss(real, noise);
        judge.Backward();
        judge.Gradient(discriminatorGradient);
        if (scale is not null)
        {
            discriminatorGradient[scale.Offset] += (float)(Lambda * Scale);
        }

        discriminatorState.BeginStep(LearningRate);
        discriminatorState.Update(discriminator.Parameters, discriminatorGradient, 0);
    }

    /// <summary>One step of the generator, by the gradient at its points.</summary>
    public void MoveGenerator(ReadOnlySpan<float> noise)
    {
        judge.Load(Generate(noise));
        judge.Forward(PassMode.Training);
        FillLoss(_ => 1);
        pointGradient.Rows = batchSize;
        judge.Backward(pointGradient);
        pointGradient.Values.CopyTo(generate.OutputGradient.Values);
        generate.Backward();
        generate.Gradient(generatorGradient);
        generatorState.BeginStep(LearningRate);
        generatorState.Update(Generator.Parameters, generatorGradient, 0);
    }

    /// <summary>The largest |a exp(w'x + b)| over points: what the neuron adds to the discriminator.</summary>
    public double LargestTerm(ReadOnlySpan<float> points)
    {
        if (scale is null)
        {
            return 0;
        }

        ParameterEntry weights = discriminator.Layout.FindNeuron(ParameterRole.NeuronWeight)!, bias = discriminator.Layout.FindNeuron(ParameterRole.NeuronBias)!;
        ReadOnlySpan<float> w = discriminator.Parameters[weights.Offset..weights.End];
        double largest = 0;
        for (int i = 0; i < points.Length; i += 2)
        {
            largest = Math.Max(largest, Math.Abs(Scale) * Math.Exp((w[0] * points[i]) + (w[1] * points[i + 1]) + discriminator.Parameters[bias.Offset]));
        }

        return largest;
    }

    private float[] Generate(ReadOnlySpan<float> noise)
    {
        generate.Load(noise);
        generate.Forward(PassMode.Training);
        float[] points = new float[noise.Length];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = generate.Output[i / 2, i % 2];
        }

        return points;
    }

    /// <summary>The mean logistic loss, and its gradient by the discriminator's outputs.</summary>
    private double FillLoss(Func<int, float> target)
    {
        double sum = 0;
        judge.OutputGradient.Values.Clear();
        Span<float> gradient = stackalloc float[1];
        for (int row = 0; row < judge.Output.Rows; row++)
        {
            sum += loss.Evaluate<float>([judge.Output[row, 0]], [target(row)], gradient, 1, 1f / judge.Output.Rows);
            judge.OutputGradient[row, 0] = gradient[0];
        }

        return sum / judge.Output.Rows;
    }
}
