using MLNetLandscape.Analysis.Models;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Initializers;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Experiments.Adversarial;

namespace MLNetLandscape.Experiments.Kawaguchi;

/// <summary>Plays adversarial games from different starts and compares the generators, with the same from usual starts beside them.</summary>
internal sealed class AdversarialTuple(KawaguchiTrialSettings settings, TrialContext context)
{
    /// <summary>Moves of each player that stand for an epoch.</summary>
    internal const int StepsPerEpoch = 250;

    private const int Samples = 2_000;

    /// <summary>Plays.</summary>
    public GameFindings Run() => new(StepsPerEpoch * settings.Epochs, [Play(startsWide: false), Play(startsWide: true)]);

    private GameArm Play(bool startsWide)
    {
        RingGame[] games = new RingGame[settings.Models];
        for (int member = 0; member < games.Length; member++)
        {
            games[member] = Create(member, startsWide);
            for (int epoch = 0; epoch < settings.Epochs; epoch++)
            {
                games[member].Play(StepsPerEpoch);
                context.Cancellation.ThrowIfCancellationRequested();
                int before = ((startsWide ? settings.Models : 0) + member) * settings.Epochs;
                context.Report(before + epoch + 1, 2L * settings.Models * settings.Epochs);
            }
        }

        RandomSource random = new RandomSource(context.Seed).Split(RandomPurpose.Probe);
        float[] noise = new float[2 * Samples], other = new float[2 * Samples];
        random.FillNormal(noise);
        random.FillNormal(other);
        float[][] answers = [.. games.Select(game => game.Answer(noise))], others = [.. games.Select(game => game.Answer(other))];
        (double Share, int Hit)[] judged = [.. answers.Select(points => GaussianRing.Judge(points))];
        ModelComparison generators = Compare([.. games.Select(game => game.Players.Generator)], noise);
        return new GameArm
        {
            StartsWide = startsWide,
            Losses = [.. games.Select(game => game.Loss())],
            Modes = [.. judged.Select(entry => entry.Hit)],
            Shares = [.. judged.Select(entry => entry.Share)],
            Constant = generators.Models.Count(model => model.IsConstant),
            DeadShare = generators.Models.Average(model => model.DeadShare),
            AnswersApart = MeanOverPairs((i, j) => Apart(answers[i], answers[j])),
            UnrelatedApart = MeanOverPairs((i, j) => Apart(answers[i], others[j])),
            Pairs = [.. generators.Pairs.Select(KawaguchiPair.Of)],
        };
    }

    private RingGame Create(int member, bool startsWide)
    {
        RandomSource root = new RandomSource(context.Seed).Split(RandomPurpose.Run, member);
        long SeedOf(int player) => unchecked((long)root.Split(RandomPurpose.Initialization, player).Key);
        double? sigma = startsWide ? member + KawaguchiTuple.SmallestSigma : null;
        return new RingGame(
            Network<float>.Create(Define(2, sigma), SeedOf(0)), Network<float>.Create(Define(1, sigma), SeedOf(1)), root.Split(RandomPurpose.Data));
    }

    private NetworkDefinition Define(int outputs, double? sigma)
    {
        Dense Layer(int units, Activation activation) => sigma is { } deviation ? new(units, activation) { Initializer = new Normal(deviation) } : new(units, activation);
        return new NetworkDefinition { Input = Shape.Vector(2), Layers = [.. settings.Hidden.Select(units => Layer(units, new Relu())), Layer(outputs, new Identity())] };
    }

    /// <summary>Compares the networks over noise; the loss, with zeros for targets, is of no meaning.</summary>
    private ModelComparison Compare(Network<float>[] generators, float[] noise)
    {
        // The members differ in how they start alone; compared are the networks, so they carry one definition.
        NetworkDefinition definition = generators[0].Definition;
        Dataset<double> rows = new() { Features = noise.Select(value => (double)value).ToArray(), Targets = new double[noise.Length], Rows = Samples };
        return ModelComparison.Run(
            [.. generators.Select(generator => Network<double>.FromParameters(definition, generator.Convert<double>().Parameters, []))],
            new Squared(), new Regularization(), rows,
            new ModelComparisonOptions { Thresholds = [KawaguchiTuple.Threshold], Lines = false, Threads = context.Threads }, null, context.Cancellation);
    }

    private double MeanOverPairs(Func<int, int, double> figure) =>
        Enumerable.Range(0, settings.Models).SelectMany(i => Enumerable.Range(i + 1, settings.Models - i - 1).Select(j => figure(i, j))).Average();

    private static double Apart(float[] first, float[] second) =>
        Enumerable.Range(0, first.Length / 2).Average(i => Math.Sqrt(Math.Pow(first[2 * i] - second[2 * i], 2) + Math.Pow(first[(2 * i) + 1] - second[(2 * i) + 1], 2)));
}
