using System.Text.Json;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Core.Tests.Studies;

public sealed class StudyDefinitionTests
{
    private static readonly StudyDefinition Valid = new() { Name = "sums", Trials = [SumTrial.Create("a"), SumTrial.Create("b")] };

    public sealed class TheValidateMethod
    {
        [Fact]
        public void Should_Accept_A_Valid_Study() => Valid.Validate(new TrialTypes(new SumTrial()));

        [Theory]
        [InlineData("", "A study's name must be 1 to 100 letters, digits, '-', '_' or '.', not '.' first, but was ''.")]
        [InlineData("../x", "A study's name must be 1 to 100 letters, digits, '-', '_' or '.', not '.' first, but was '../x'.")]
        public void Should_Refuse_A_Name(string name, string message) => Refuses(Valid with { Name = name }, message);

        [Fact]
        public void Should_Refuse_No_Trials() => Refuses(Valid with { Trials = [] }, "The study 'sums' must have at least 1 trial, but has none.");

        [Fact]
        public void Should_Refuse_Equal_Keys() =>
            Refuses(Valid with { Trials = [Valid.Trials[0], Valid.Trials[0]] }, "The keys of a study's trials must differ, but 'a' occurs twice in 'sums'.");

        [Fact]
        public void Should_Refuse_A_Key_Without_Characters() =>
            Refuses(Valid with { Trials = [SumTrial.Create("")] }, "A trial's key must have 1 to 200 characters, but '' has 0.");

        [Fact]
        public void Should_Refuse_A_Type_That_Is_Not_Known() =>
            Refuses(Valid with { Trials = [SumTrial.Create("a") with { Type = "other" }] }, "Trial 'a': Trial type 'other' is not known here. Known: sum.");

        [Fact]
        public void Should_Refuse_Settings_That_The_Type_Refuses() =>
            Refuses(Valid with { Trials = [SumTrial.Create("a", steps: 0)] }, "Trial 'a': Steps must be at least 1, but was 0.");

        [Fact]
        public void Should_Refuse_Unknown_Settings()
        {
            Trial trial = SumTrial.Create("a") with { Settings = JsonSerializer.SerializeToElement(new { steps = 1, stride = 2 }) };
            ArgumentException exception = Assert.Throws<ArgumentException>(() => (Valid with { Trials = [trial] }).Validate(new TrialTypes(new SumTrial())));
            Assert.StartsWith("Trial 'a': The settings must be SumSettings as JSON: The JSON property 'stride' could not be mapped", exception.Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Refuse_A_Time_Limit_Of_Zero() =>
            Refuses(Valid with { TrialTimeLimit = TimeSpan.Zero }, "TrialTimeLimit must be positive, but was 00:00:00. Pass null for no limit.");

        private static void Refuses(StudyDefinition study, string message) =>
            Assert.Equal(message, Assert.Throws<ArgumentException>(() => study.Validate(new TrialTypes(new SumTrial()))).Message);
    }

    public sealed class TheFingerprintMethod
    {
        [Fact]
        public void Should_Depend_On_Every_Part_Of_Every_Trial()
        {
            Trial trial = SumTrial.Create("a");
            Trial[] others =
            [
                trial, trial with { Key = "b" }, trial with { Type = "x" }, trial with { Seed = 2 }, SumTrial.Create("a", steps: 4),
                trial with { Data = new Dictionary<string, ContentHash> { ["training"] = ContentHash.Of([1]) } },
                trial with { Data = new Dictionary<string, ContentHash> { ["training"] = ContentHash.Of([2]) } },
            ];
            Assert.Equal(others.Length, others.Select(other => (Valid with { Trials = [other] }).Fingerprint()).Distinct().Count());
            Assert.Equal(others.Length, others.Select(other => other.Fingerprint()).Distinct().Count());
        }

        [Fact]
        public void Should_Not_Depend_On_The_Order_Of_The_Names_Of_Data()
        {
            ContentHash one = ContentHash.Of([1]), two = ContentHash.Of([2]);
            Assert.Equal(
                Of(new Dictionary<string, ContentHash> { ["a"] = one, ["b"] = two }),
                Of(new Dictionary<string, ContentHash> { ["b"] = two, ["a"] = one }));

            static ContentHash Of(Dictionary<string, ContentHash> data) => (Valid with { Trials = [SumTrial.Create("t") with { Data = data }] }).Fingerprint();
        }
    }
}
