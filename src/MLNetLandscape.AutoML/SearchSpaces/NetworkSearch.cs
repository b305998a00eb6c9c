using Microsoft.ML.SearchSpace;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.SearchSpaces;

/// <summary>Turns options and ranges into a sweepable trainer.</summary>
/// <remarks>The starts are read from the options, so the trainers' defaults are stated once, in the trainers' options.</remarks>
internal static class NetworkSearch
{
    /// <summary>The dimensions of a search for two classes.</summary>
    public static IReadOnlyList<SearchDimension<BinaryNetworkOptions>> Of(BinaryNetworkOptions options, BinaryNetworkSearchSpace space)
    {
        List<SearchDimension<BinaryNetworkOptions>> dimensions = [.. Shared(options, space)];
        if (space.Powers is { } powers && options.Loss is PolynomialHinge hinge)
        {
            dimensions.Add(SearchDimension<BinaryNetworkOptions>.OneOf(
                "Power", powers, 3, hinge.Power, (options, power) => options with { Loss = new PolynomialHinge(power) }));
        }

        return dimensions;
    }

    /// <summary>The dimensions that all tasks have.</summary>
    public static IEnumerable<SearchDimension<TOptions>> Shared<TOptions>(TOptions options, NetworkSearchSpace space)
        where TOptions : NetworkTrainerOptions
    {
        if (space.Lambda is { } lambda && options.Neuron is not null)
        {
            yield return SearchDimension<TOptions>.Logarithmic(
                nameof(options.Lambda), lambda, options.Lambda, (options, value) => options with { Lambda = value });
        }

        if (space.L2Regularization is { } decay)
        {
            yield return SearchDimension<TOptions>.Logarithmic(
                nameof(options.L2Regularization), decay, options.L2Regularization, (options, value) => options with { L2Regularization = value });
        }

        if (space.LearningRate is { } rate)
        {
            yield return SearchDimension<TOptions>.Logarithmic(
                nameof(options.LearningRate),
                rate,
                ScheduleRate.Of(options.LearningRate),
                (options, value) => options with { LearningRate = ScheduleRate.With(options.LearningRate, value) });
        }

        foreach (SearchDimension<TOptions> dimension in Layers(options, space))
        {
            yield return dimension;
        }

        if (space.BatchSizes is { } sizes)
        {
            yield return SearchDimension<TOptions>.OneOf(
                nameof(options.BatchSize), sizes, 1, options.BatchSize, (options, value) => options with { BatchSize = value });
        }
    }

    /// <summary>The sweepable trainer. The factory gets the trial's context, whose cancellation ends the trial.</summary>
    public static SweepableEstimator Create<TOptions>(
        TOptions options, IEnumerable<SearchDimension<TOptions>> dimensions, Func<LandscapeCatalog, TOptions, IEstimator<ITransformer>> create)
    {
        SearchDimension<TOptions>[] searched = [.. dimensions];
        Microsoft.ML.SearchSpace.SearchSpace space = [];
        foreach (SearchDimension<TOptions> dimension in searched)
        {
            space.Add(dimension.Name, dimension.Option);
        }

        return new SweepableEstimator((context, parameter) => create(context.Landscape(), Apply(options, searched, parameter)), space);
    }

    private static IEnumerable<SearchDimension<TOptions>> Layers<TOptions>(TOptions options, NetworkSearchSpace space)
        where TOptions : NetworkTrainerOptions
    {
        if (space.Widths is null && space.Depths is null)
        {
            yield break;
        }

        TaperedLayers layers = TaperedLayers.Of(options.HiddenLayers);
        if (space.Widths is { } widths)
        {
            yield return SearchDimension<TOptions>.OneOf(
                "Width",
                widths,
                1,
                options.HiddenLayers[0],
                (options, width) => options with { HiddenLayers = layers.Units(width, options.HiddenLayers.Count) });
        }

        if (space.Depths is { } depths)
        {
            yield return SearchDimension<TOptions>.OneOf(
                "Depth",
                depths,
                1,
                options.HiddenLayers.Count,
                (options, depth) => options with { HiddenLayers = layers.Units(options.HiddenLayers[0], depth) });
        }
    }

    private static TOptions Apply<TOptions>(TOptions options, SearchDimension<TOptions>[] dimensions, Parameter parameter)
    {
        foreach (SearchDimension<TOptions> dimension in dimensions)
        {
            options = dimension.Apply(options, parameter[dimension.Name]);
        }

        return options;
    }
}
