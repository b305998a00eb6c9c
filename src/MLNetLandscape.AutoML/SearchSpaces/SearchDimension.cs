using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace MLNetLandscape.AutoML.SearchSpaces;

/// <summary>One searched setting: its name, its range with the start, and how a sampled value enters the options.</summary>
internal sealed record SearchDimension<TOptions>(string Name, OptionBase Option, Func<TOptions, Parameter, TOptions> Apply)
{
    /// <summary>A real setting on a logarithmic scale.</summary>
    /// <exception cref="ArgumentException">The start is not positive.</exception>
    public static SearchDimension<TOptions> Logarithmic(string name, SearchRange range, double start, Func<TOptions, double, TOptions> apply)
    {
        if (!(start > 0))
        {
            throw new ArgumentException(
                $"{name} must be positive for a search on a logarithmic scale to start there, but was {start}. Choose a start, or set the range to null to keep it.");
        }

        SearchRange holding = range.Including(start);
        UniformDoubleOption option = new(holding.Minimum, holding.Maximum, logBase: true, start);
        return new(name, option, (options, parameter) => apply(options, SearchRange.Snap(parameter.AsType<double>(), start)));
    }

    /// <summary>A setting with a few values, in ascending order, so that neighbours in the search are neighbours in value.</summary>
    /// <exception cref="ArgumentException">A value is below the least one.</exception>
    public static SearchDimension<TOptions> OneOf(string name, IReadOnlyList<int> values, int least, int start, Func<TOptions, int, TOptions> apply)
    {
        if (values.FirstOrDefault(value => value < least, least) is int wrong && wrong != least)
        {
            throw new ArgumentException($"{name} must be at least {least}, but {wrong} is among the values to search. Remove it.");
        }

        object[] choices = [.. values.Append(start).Distinct().Order().Cast<object>()];
        return new(name, new ChoiceOption(choices, start), (options, parameter) => apply(options, parameter.AsType<int>()));
    }
}
