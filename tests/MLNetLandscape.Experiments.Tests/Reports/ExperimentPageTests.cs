using MLNetLandscape.Experiments.Reports;

namespace MLNetLandscape.Experiments.Tests.Reports;

public static class ExperimentPageTests
{
    private static Task<ExperimentResult> Counting() => ExperimentRun.RunAsync(new CountingExperiment(), new ExperimentOptions { Runs = 1 });

    public sealed class TheUpdateMethod
    {
        [Fact]
        public async Task Should_keep_what_people_wrote_and_replace_the_rest()
        {
            using TemporaryFolder folder = new();
            File.WriteAllText(folder["counting.md"], $"# Counting\n\nOur words.\n\n{ExperimentPage.Begin}\nold\n{ExperimentPage.End}\n\nMore words.\n");
            ExperimentPage.Update(folder.Path, await Counting());
            string page = File.ReadAllText(folder["counting.md"]);
            Assert.StartsWith($"# Counting\n\nOur words.\n\n{ExperimentPage.Begin}\n\n## Verdicts\n\n**The mean is 0.** Verdict: **undecided**.\n\n- It is random.\n", page, StringComparison.Ordinal);
            Assert.EndsWith($"{ExperimentPage.End}\n\nMore words.\n", page, StringComparison.Ordinal);
            Assert.Contains("## Means | all\n\n| Run | Mean |\n| --- | --: |\n| 0 | ", page, StringComparison.Ordinal);
            Assert.DoesNotContain("old", page, StringComparison.Ordinal);
        }

        [Fact]
        public async Task Should_replace_only_the_place_of_the_parts_that_were_done()
        {
            using TemporaryFolder folder = new();
            ExperimentResult result = await Counting();
            string own = ExperimentPage.BeginOf(["a", "b"]);
            File.WriteAllText(folder["counting.md"], $"{ExperimentPage.Begin}\nall\n{ExperimentPage.End}\nOur words.\n{own}\nsome\n{ExperimentPage.End}\n");
            ExperimentPage.Update(folder.Path, result with { Options = result.Options with { Parts = ["a", "b"] } });
            string page = File.ReadAllText(folder["counting.md"]);
            Assert.StartsWith($"{ExperimentPage.Begin}\nall\n{ExperimentPage.End}\nOur words.\n{own}\n\n## Verdicts\n", page, StringComparison.Ordinal);
            ExperimentPage.Update(folder.Path, result with { Options = result.Options with { Parts = ["a"] } });
            Assert.StartsWith($"{ExperimentPage.Begin}\n\n## Verdicts\n", File.ReadAllText(folder["counting.md"]), StringComparison.Ordinal);
            Assert.EndsWith(page[page.IndexOf("Our words.", StringComparison.Ordinal)..], File.ReadAllText(folder["counting.md"]), StringComparison.Ordinal);
        }

        [Fact]
        public async Task Should_begin_a_page_that_is_not_there()
        {
            using TemporaryFolder folder = new();
            ExperimentPage.Update(folder.Path, await Counting());
            Assert.StartsWith($"# counting\n\nDo normal numbers have mean 0?\n\n{ExperimentPage.Begin}\n", File.ReadAllText(folder["counting.md"]), StringComparison.Ordinal);
        }

        [Fact]
        public async Task Should_refuse_a_page_without_markers_and_leave_it_alone()
        {
            using TemporaryFolder folder = new();
            string path = folder["counting.md"];
            File.WriteAllText(path, "# Counting\n");
            ExperimentResult result = await Counting();
            InvalidDataException exception = Assert.Throws<InvalidDataException>(() => ExperimentPage.Update(folder.Path, result));
            Assert.Equal(
                $"'{path}' must hold the lines '{ExperimentPage.Begin}' and '{ExperimentPage.End}', in this order, but does not. Put them where the generated part belongs, or delete the page.",
                exception.Message);
            Assert.Equal("# Counting\n", File.ReadAllText(path));
        }
    }
}
