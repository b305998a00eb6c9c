using System.Text;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Training;

/// <summary>Linear regression by the squared loss, with noisy gradients from (seed, epoch, step) and a running mean as extra state.</summary>
internal sealed class LinearEngine : ITrainingEngine
{
    private readonly double[] parameters;
    private readonly double[] gradient;
    private readonly OptimizerState<double> optimizer;
    private readonly long seed;
    private double runningMean;
    private RandomSource epochNoise;
    private int step;

    public LinearEngine(int features = 2, Optimizer? method = null, long seed = 1)
    {
        FeatureCount = features;
        parameters = new double[features + 1];
        gradient = new double[features + 1];
        optimizer = (method ?? new Adam()).CreateState<double>(features + 1);
        this.seed = seed;
        Fingerprint = $"linear {method ?? new Adam()} seed {seed}";
    }

    public int FeatureCount { get; }

    public int TargetWidth => 1;

    public Metric Metric { get; init; } = Metric.RootMeanSquaredError;

    public string Fingerprint { get; }

    public List<double> Rates { get; } = [];

    /// <summary>Called before every step with the steps taken so far.</summary>
    public Action<int>? OnStep { get; set; }

    /// <summary>Alters the result of every step.</summary>
    public Func<int, StepResult, StepResult>? Alter { get; set; }

    /// <summary>Alters every evaluation.</summary>
    public Func<IBatchSource, Evaluation, Evaluation>? AlterEvaluation { get; set; }

    public IReadOnlyList<double> Parameters => parameters;

    public double RunningMean => runningMean;

    public void BeginEpoch(int epoch)
    {
        epochNoise = new RandomSource(seed).Split(RandomPurpose.Dropout, epoch);
        step = 0;
    }

    public StepResult TakeStep(Batch<float> batch, double learningRate)
    {
        OnStep?.Invoke(Rates.Count);
        Rates.Add(learningRate);
        RandomSource noise = epochNoise.Split(RandomPurpose.Dropout, step++);
        Array.Clear(gradient);
        double loss = 0;
        for (int i = 0; i < batch.Rows; i++)
        {
            ReadOnlySpan<float> x = batch.Features.Slice(i * FeatureCount, FeatureCount);
            double r = Predict(x) - batch.Targets[i];
            loss += r * r / 2 / batch.Rows;
            r *= noise.NextDouble() * 2 / batch.Rows;
            for (int j = 0; j < FeatureCount; j++)
            {
                gradient[j] += r * x[j];
            }

            gradient[FeatureCount] += r;
        }

        runningMean = (0.9 * runningMean) + (0.1 * loss);
        optimizer.BeginStep(learningRate);
        optimizer.Update(parameters, gradient, 0);
        StepResult result = new(loss, double.NaN, 0);
        return Alter is null ? result : Alter(Rates.Count - 1, result);
    }

    public Evaluation Evaluate(IBatchSource source, CancellationToken cancellationToken = default)
    {
        Batch<float> batch = new(7, FeatureCount, 1);
        using IBatchReader reader = source.Open(0);
        double sum = 0;
        long rows = 0;
        while (reader.Read(batch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int i = 0; i < batch.Rows; i++)
            {
                double r = Predict(batch.Features.Slice(i * FeatureCount, FeatureCount)) - batch.Targets[i];
                sum += r * r;
            }

            rows += batch.Rows;
        }

        double loss = sum / rows / 2;
        Evaluation evaluation = new() { Objective = loss, Loss = loss, BaseLoss = loss, Metric = Math.Sqrt(2 * loss), Rows = rows };
        return AlterEvaluation is null ? evaluation : AlterEvaluation(source, evaluation);
    }

    public void Save(Stream destination)
    {
        using BinaryWriter writer = new(destination, Encoding.UTF8, leaveOpen: true);
        WriteModel(writer);
        optimizer.Save(writer);
    }

    public void Load(Stream source)
    {
        using BinaryReader reader = new(source, Encoding.UTF8, leaveOpen: true);
        ReadModel(reader);
        optimizer.Load(reader);
    }

    public IModelSnapshot Snapshot(IModelSnapshot? reuse = null)
    {
        Copy copy = (Copy?)reuse ?? new Copy(parameters.Length);
        parameters.CopyTo(copy.Parameters, 0);
        copy.RunningMean = runningMean;
        return copy;
    }

    public void Restore(IModelSnapshot snapshot)
    {
        Copy copy = (Copy)snapshot;
        copy.Parameters.CopyTo(parameters, 0);
        runningMean = copy.RunningMean;
    }

    /// <summary>All the bits that a resumed training must reproduce.</summary>
    public byte[] ToBytes()
    {
        using MemoryStream stream = new();
        Save(stream);
        return stream.ToArray();
    }

    internal static NeuronTrace Trace(long clamped) => new(0.1, 0, 1, 2, clamped);

    private double Predict(ReadOnlySpan<float> x)
    {
        double f = parameters[FeatureCount];
        for (int j = 0; j < FeatureCount; j++)
        {
            f += parameters[j] * x[j];
        }

        return f;
    }

    private void WriteModel(BinaryWriter writer)
    {
        writer.Write(parameters.Length);
        foreach (double p in parameters)
        {
            writer.Write(p);
        }

        writer.Write(runningMean);
    }

    private void ReadModel(BinaryReader reader)
    {
        if (reader.ReadInt32() != parameters.Length)
        {
            throw new InvalidDataException("The state belongs to a model of another size.");
        }

        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] = reader.ReadDouble();
        }

        runningMean = reader.ReadDouble();
    }

    private sealed class Copy(int length) : IModelSnapshot
    {
        public double[] Parameters { get; } = new double[length];

        public double RunningMean { get; set; }

        public void Save(Stream destination)
        {
            using BinaryWriter writer = new(destination, Encoding.UTF8, leaveOpen: true);
            foreach (double p in Parameters)
            {
                writer.Write(p);
            }

            writer.Write(RunningMean);
        }

        public void Load(Stream source)
        {
            using BinaryReader reader = new(source, Encoding.UTF8, leaveOpen: true);
            for (int i = 0; i < Parameters.Length; i++)
            {
                Parameters[i] = reader.ReadDouble();
            }

            RunningMean = reader.ReadDouble();
        }
    }
}
