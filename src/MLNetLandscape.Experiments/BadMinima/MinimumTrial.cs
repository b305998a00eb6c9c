using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Certificates;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Experiments.BadMinima;

/// <summary>One start of one problem: the plain network first, then every arm from the same start and from where the plain network ended.</summary>
internal sealed class MinimumTrial(MinimumTrialSettings settings, TrialContext context)
{
    private const double TracePointsPerDecade = 8;
    private readonly MinimumProblem problem = MinimumProblems.Find(settings.Problem);

    /// <summary>Descends every arm.</summary>
    public MinimumTrialResult Run()
    {
        Network<double> start = problem.Start(context.Seed);
        List<MinimumEnd> ends = [];
        Network<double> plain = start.Copy();
        ends.Add(End(plain, MinimumArm.Plain, fromPlainEnd: false));
        int total = (2 * problem.Arms.Count) + 1;
        foreach (bool fromPlainEnd in new[] { false, true })
        {
            foreach (MinimumArm arm in problem.Arms)
            {
                context.Report(ends.Count, total);
                ends.Add(End((fromPlainEnd ? plain : start).WithNeuron(NeuronOf(arm), context.Seed), arm, fromPlainEnd));
            }
        }

        NetworkObjective objective = new(plain, problem.Loss, problem.Regularization, problem.Data);
        return new MinimumTrialResult(ZeroLoss(), StationaryPointCertifier.Certify(objective, plain.Parameters, CertificateSettings).LowerBound ?? 0, ends);
    }

    private static CertificateOptions CertificateSettings { get; } = new() { GradientTolerance = 1e-4, Tolerance = 1e-3 };

    private static NeuronDefinition NeuronOf(MinimumArm arm) => arm switch
    {
        MinimumArm.Skip => new SkipNeuron(),
        MinimumArm.Monomial => new MonomialNeuron(3),
        MinimumArm.Layerwise => new LayerwiseNeurons(),
        _ => new LossFactorNeuron(),
    };

    /// <summary>Descends from the network's parameters, which receive the end.</summary>
    private MinimumEnd End(Network<double> network, MinimumArm arm, bool fromPlainEnd)
    {
        NetworkObjective objective = new(network, problem.Loss, problem.Regularization, problem.Data);
        double[] parameters = network.Parameters.ToArray(), gradient = new double[parameters.Length];
        List<MinimumTracePoint> trace = [];
        int next = 0;
        Action<int>? look = settings.Traces && arm == MinimumArm.Skip && !fromPlainEnd
            ? step =>
            {
                if (step >= next || step == settings.Steps)
                {
                    next = Math.Max(step + 1, (int)Math.Ceiling(step * Math.Pow(10, 1 / TracePointsPerDecade)));
                    trace.Add(TraceOf(step, objective.Evaluate(parameters)));
                }
            }
        : null;
        bool isFinite = Descent.Run(objective, parameters, settings, problem.StepSize, look, context.Cancellation);
        parameters.CopyTo(network.Parameters);
        objective.Gradient(parameters, gradient);
        Evaluation figures = objective.Evaluate(parameters);
        return new MinimumEnd
        {
            Arm = arm,
            FromPlainEnd = fromPlainEnd,
            IsFinite = isFinite,
            Objective = figures.Objective,
            BaseLoss = figures.BaseLoss,
            GradientNorm = TensorPrimitives.Norm<double>(gradient),
            Verdict = StationaryPointCertifier.Certify(objective, parameters, CertificateSettings, context.Cancellation).Verdict,
            Scale = figures.Neuron?.Scale ?? double.NaN,
            Bias = figures.Neuron?.Bias ?? double.NaN,
            WeightNorm = figures.Neuron?.WeightNorm ?? double.NaN,
            LargestTerm = figures.Neuron?.LargestTerm ?? double.NaN,
            Trace = trace,
        };
    }

    private static MinimumTracePoint TraceOf(int step, Evaluation figures) => new(
        step, figures.Objective, figures.BaseLoss, Math.Abs(figures.Neuron?.Scale ?? double.NaN), figures.Neuron?.LargestTerm ?? double.NaN);

    private double ZeroLoss()
    {
        double[] zeros = new double[problem.Data.TargetWidth], gradient = new double[problem.Data.TargetWidth];
        (double sum, double weight) = (0, 0);
        for (int row = 0; row < problem.Data.Rows; row++)
        {
            double share = problem.Data.Weights is { } weights ? weights.Span[row] : 1;
            sum += share * problem.Loss.Evaluate<double>(zeros, problem.Data.Targets.Span.Slice(row * zeros.Length, zeros.Length), gradient, 1, 1);
            weight += share;
        }

        return sum / weight;
    }
}
