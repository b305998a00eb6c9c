using System.Text.Json.Serialization;
using MLNetLandscape.Tests.Contract;
using MLNetLandscape.TorchSharp.Factories;

namespace MLNetLandscape.TorchSharp.Tests.Factories;

/// <summary>Factories that JSON loses are refused before training, not when a loaded model scores.</summary>
public sealed class FactoryRoundTripTests
{
    private const string Rule = "Every parameter of its constructor must be a public property of the same name with a set or init accessor, or a model saved with it could "
        + "not be loaded. Write the factory as a record.";

    private readonly MLContext context = new(1);

    [Fact]
    public void A_constructor_that_takes_no_property_is_refused_with_the_trainer()
    {
        string message = Refusal(() => context.Landscape().TorchBinary(new Lost(8)));
        Assert.StartsWith(
            $"The factory {typeof(Lost)} does not come back from its settings {{}}: Each parameter in the deserialization constructor on type '{typeof(Lost)}' must bind",
            message,
            StringComparison.Ordinal);
        Assert.EndsWith(Rule, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_that_JSON_cannot_set_is_refused_with_the_trainer() => Assert.Equal(
        $"The factory {typeof(GetOnly)} does not come back from its settings {{}}: they lack 'units', which has no set or init accessor or is not to be written. {Rule}",
        Refusal(() => context.Landscape().TorchBinary(new GetOnly(8))));

    [Fact]
    public void A_property_that_comes_back_changed_is_refused_with_the_trainer() => Assert.Equal(
        $"The factory {typeof(Doubling)} does not come back from its settings {{\"units\":8}}: they become {{\"units\":16}}. {Rule}",
        Refusal(() => context.Landscape().TorchBinary(new Doubling { Units = 4 })));

    [Fact]
    public void Two_constructors_are_refused_with_the_trainer() => Assert.StartsWith(
        $"The factory {typeof(Ambiguous)} does not come back from its settings {{\"units\":8}}: Deserialization of types without a parameterless constructor",
        Refusal(() => context.Landscape().TorchBinary(new Ambiguous(8))),
        StringComparison.Ordinal);

    [Fact]
    public void A_setting_outside_of_properties_is_refused_before_training()
    {
        IDataView data = ContractData.View(context, ContractData.Rows(60), nameof(ContractRow.Flag));
        Assert.Equal(
            $"The factory {typeof(Hidden)} does not come back from its settings {{}}: the entry '0.bias' of the module is then Float32 [4], where it was Float32 [8]. {Rule}",
            Refusal(() => context.Landscape().TorchBinary(new Hidden(8)).Fit(data)));
    }

    [Fact]
    public void A_factory_that_fails_without_what_was_lost_is_refused_before_training()
    {
        IDataView data = ContractData.View(context, ContractData.Rows(60), nameof(ContractRow.Flag));
        Assert.Equal(
            $"The factory {typeof(Fragile)} does not come back from its settings {{}}: The module factory Fragile failed: Units must be positive. Check its settings. {Rule}",
            Refusal(() => context.Landscape().TorchBinary(new Fragile(8)).Fit(data)));
    }

    [Fact]
    public void A_read_only_property_that_is_written_all_the_same_is_none_of_these()
    {
        ModuleFactoryText text = ModuleFactoryTypes.Describe(new Written(8));
        Assert.Equal("""{"units":8}""", text.Settings);
        Assert.Equal(8, ((Written)ModuleFactoryTypes.Create(text)).Units);
    }

    [Fact]
    public void A_model_file_with_such_a_factory_is_refused_in_words_of_its_own()
    {
        string name = typeof(Lost).FullName!;
        string message = Assert.Throws<InvalidDataException>(
            () => ModuleFactoryTypes.Create(new ModuleFactoryText(name, typeof(Lost).Assembly.GetName().Name!, "{}"))).Message;
        Assert.StartsWith($"The settings of the factory {name} do not fit it: Each parameter in the deserialization constructor", message, StringComparison.Ordinal);
    }

    private static string Refusal(Action action) => Assert.Throws<ArgumentException>(action).Message;

    private static torch.nn.Module<Tensor, Tensor> Network(int units) => torch.nn.Sequential(torch.nn.Linear(ContractRow.FeatureCount, units), torch.nn.Linear(units, 1));

    public sealed class Lost(int units) : ITorchModuleFactory
    {
        public torch.nn.Module<Tensor, Tensor> Create() => Network(units);
    }

    public sealed class GetOnly(int units) : ITorchModuleFactory
    {
        public int Units { get; } = units;

        public torch.nn.Module<Tensor, Tensor> Create() => Network(Units);
    }

    public sealed class Doubling : ITorchModuleFactory
    {
        private readonly int units;

        public int Units
        {
            get => 2 * units;
            init => units = value;
        }

        public torch.nn.Module<Tensor, Tensor> Create() => Network(Units);
    }

    public sealed class Ambiguous : ITorchModuleFactory
    {
        public Ambiguous(int units) => Units = units;

        public Ambiguous(int units, int factor) => Units = units * factor;

        public int Units { get; init; }

        public torch.nn.Module<Tensor, Tensor> Create() => Network(Units);
    }

    public sealed class Hidden : ITorchModuleFactory
    {
        private readonly int units = 4;

        public Hidden()
        {
        }

        public Hidden(int units) => this.units = units;

        public torch.nn.Module<Tensor, Tensor> Create() => Network(units);
    }

    public sealed class Fragile : ITorchModuleFactory
    {
        private readonly int units;

        public Fragile()
        {
        }

        public Fragile(int units) => this.units = units;

        public torch.nn.Module<Tensor, Tensor> Create() => units > 0 ? Network(units) : throw new InvalidOperationException("Units must be positive");
    }

    public sealed class Written(int units) : ITorchModuleFactory
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
        public int Units { get; } = units;

        public torch.nn.Module<Tensor, Tensor> Create() => Network(Units);
    }
}
