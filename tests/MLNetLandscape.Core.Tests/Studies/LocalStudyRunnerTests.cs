using System.Collections.Concurrent;
using System.Text;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Core.Tests.Studies;

public sealed class LocalStudyRunnerTests
{
    private static StudyDefinition Study(int trials, int steps = 3) =>
        new() { Name = "sums", Trials = [.. Enumerable.Range(0, trials).Select(i => SumTrial.Create($"t{i}", steps, seed: i))] };

    private static LocalStudyRunner Runner(SumTrial type, int threads = 2, string? state = null, TimeSpan? interval = null) =>
        new(new TrialTypes(type), new MemoryDataStore(), new LocalStudyOptions { Threads = threads, StateDirectory = state, CheckpointInterval = interval ?? TimeSpan.Zero });

    public sealed class TheRunAsyncMethod : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("landscape-study").FullName;

        public void Dispose() => Directory.Delete(folder, recursive: true);

        [Fact]
        public async Task Should_Give_The_Same_Bits_For_Any_Number_Of_Threads()
        {
            string[] texts = await Task.WhenAll(new[] { 1, 2, 7 }.Select(async threads =>
                string.Join('\n', (await Runner(new SumTrial(), threads).RunAsync(Study(20))).Trials.Select(trial => $"{trial.Key} {trial.Result}"))));
            Assert.Equal(texts[0], texts[1]);
            Assert.Equal(texts[0], texts[2]);
            Assert.Equal(20, texts[0].Split('\n').Distinct().Count());
        }

        [Fact]
        public async Task Should_Go_On_After_A_Trial_That_Fails()
        {
            SumTrial type = new((context, _) =>
            {
                if (context.Trial.Key == "t1")
                {
                    throw new InvalidOperationException("No luck.");
                }
            });
            StudyResult result = await Runner(type).RunAsync(Study(3));
            Assert.Equal([TrialState.Done, TrialState.Failed, TrialState.Done], result.Trials.Select(trial => trial.State));
            Assert.Equal(new TrialError("InvalidOperationException", "No luck."), result.Trials[1].Error);
            Assert.Equal("Trial 't1' of the study 'sums' failed: No luck.", Assert.Throws<StudyException>(result.Read<SumResult>).Message);
        }

        [Fact]
        public async Task Should_Say_That_A_Trial_Ran_Out_Of_Memory()
        {
            StudyResult result = await Runner(new SumTrial((_, _) => GC.KeepAlive(new long[Array.MaxLength, 1 << 20]))).RunAsync(Study(1));
            Assert.Equal("The trial ran out of memory. Run fewer trials at a time, or make it smaller.", result.Trials[0].Error!.Message);
        }

        [Fact]
        public async Task Should_End_A_Trial_At_Its_Time_Limit_And_Go_On()
        {
            SumTrial type = new((context, _) =>
            {
                if (context.Trial.Key == "t0")
                {
                    context.Cancellation.WaitHandle.WaitOne();
                }
            });
            StudyResult result = await Runner(type, threads: 1).RunAsync(Study(2) with { TrialTimeLimit = TimeSpan.FromMilliseconds(200) });
            Assert.Equal([TrialState.Failed, TrialState.Done], result.Trials.Select(trial => trial.State));
            Assert.Equal("The trial took longer than its limit of 00:00:00.2000000. Allow more time, or make it smaller.", result.Trials[0].Error!.Message);
        }

        [Fact]
        public async Task Should_Cancel_What_Has_No_Result()
        {
            using CancellationTokenSource stop = new();
            SumTrial type = new((context, step) =>
            {
                if (context.Trial.Key == "t1" && step == 1)
                {
                    stop.Cancel();
                }
            });
            StudyResult result = await Runner(type, threads: 1).RunAsync(Study(3), cancellationToken: stop.Token);
            Assert.Equal([TrialState.Done, TrialState.Cancelled, TrialState.Cancelled], result.Trials.Select(trial => trial.State));
        }

        [Fact]
        public async Task Should_Repeat_No_Finished_Trial_And_Take_Up_An_Interrupted_One()
        {
            string uninterrupted = Text(await Runner(new SumTrial(), 1).RunAsync(Study(3)));
            using CancellationTokenSource stop = new();
            SumTrial interrupted = new((context, step) =>
            {
                if (context.Trial.Key == "t1" && step == 2)
                {
                    stop.Cancel();
                }
            });
            await Runner(interrupted, 1, folder).RunAsync(Study(3), cancellationToken: stop.Token);
            ConcurrentBag<string> steps = [];
            StudyResult result = await Runner(new SumTrial((context, step) => steps.Add($"{context.Trial.Key} {step}")), 1, folder).RunAsync(Study(3));
            Assert.Equal(["t1 2", "t2 0", "t2 1", "t2 2"], steps.Order(StringComparer.Ordinal));
            Assert.Equal(uninterrupted, Text(result));
            Assert.Equal([0, 2, 0], result.Read<SumResult>().Select(trial => trial.Start));
            Assert.Empty(Directory.GetFiles(Path.Combine(folder, "checkpoints")));

            static string Text(StudyResult result) => string.Join(' ', result.Read<SumResult>().Select(trial => trial.Sum.ToString("R")));
        }

        [Fact]
        public async Task Should_Cut_Off_A_Line_That_A_Killed_Process_Left_Without_Its_End()
        {
            await Runner(new SumTrial(), 1, folder).RunAsync(Study(3));
            string log = Path.Combine(folder, "outcomes.jsonl");
            string whole = File.ReadAllText(log);
            File.WriteAllText(log, whole[..^5], new UTF8Encoding(false));
            ConcurrentBag<string> again = [];
            await Runner(new SumTrial((context, _) => again.Add(context.Trial.Key)), 1, folder).RunAsync(Study(3));
            Assert.Equal(["t2"], again.Distinct());
            Assert.Equal(whole, File.ReadAllText(log));
        }

        [Fact]
        public async Task Should_Compute_Only_The_Trials_That_A_Larger_Study_Adds()
        {
            await Runner(new SumTrial(), 1, folder).RunAsync(Study(2));
            ConcurrentBag<string> begun = [];
            StudyResult larger = await Runner(new SumTrial((context, _) => begun.Add(context.Trial.Key)), 1, folder).RunAsync(Study(4));
            Assert.Equal(["t2", "t3"], begun.Distinct().Order());
            Assert.Equal(Texts(await Runner(new SumTrial(), 1).RunAsync(Study(4))), Texts(larger));

            // What a smaller study leaves out is kept for the next larger one.
            StudyResult smaller = await Runner(Computing(), 1, folder).RunAsync(Study(1));
            Assert.Equal(Texts(larger)[..1], Texts(smaller));
            Assert.Equal(Texts(larger), Texts(await Runner(Computing(), 1, folder).RunAsync(Study(4))));

            static SumTrial Computing() => new((context, _) => Assert.Fail($"Computed {context.Trial.Key} again."));
            static string[] Texts(StudyResult result) => [.. result.Trials.Select(trial => $"{trial.Key} {trial.Result}")];
        }

        [Fact]
        public async Task Should_Refuse_A_State_Whose_Trials_Were_Others_And_Leave_It_As_It_Is()
        {
            await Runner(new SumTrial(), 1, folder).RunAsync(Study(2));
            string header = File.ReadAllText(Path.Combine(folder, "study.json"));
            StudyException exception = await Assert.ThrowsAsync<StudyException>(() => Runner(new SumTrial(), 1, folder).RunAsync(Study(3, steps: 4)));
            Assert.Equal(
                $"The state in '{folder}' is of the study 'sums' with other settings, seeds or data: its trial 't0' is not this one. "
                + "Go back to those settings, or name another folder. More trials, or fewer, are taken up.",
                exception.Message);
            Assert.Equal(header, File.ReadAllText(Path.Combine(folder, "study.json")));
        }

        [Fact]
        public async Task Should_Refuse_An_Outcome_That_Is_Null()
        {
            await Runner(new SumTrial(), 1, folder).RunAsync(Study(2));
            File.AppendAllText(Path.Combine(folder, "outcomes.jsonl"), "null\n");
            StudyException exception = await Assert.ThrowsAsync<StudyException>(() => Runner(new SumTrial(), 1, folder).RunAsync(Study(2)));
            Assert.Equal($"The outcomes in '{folder}' are damaged: a line is null. Delete the folder to begin anew.", exception.Message);
        }

        [Fact]
        public async Task Should_Refuse_The_State_Of_Another_Study()
        {
            await Runner(new SumTrial(), 1, folder).RunAsync(Study(2));
            StudyException exception = await Assert.ThrowsAsync<StudyException>(() => Runner(new SumTrial(), 1, folder).RunAsync(Study(2) with { Name = "others" }));
            Assert.Equal($"The state in '{folder}' must be of the study 'others', but is of 'sums'. Name another folder.", exception.Message);
        }

        [Theory]
        [InlineData("", "is not the state of a study, or is damaged: ")]
        [InlineData("[]", "is not the state of a study, or is damaged: ")]
        [InlineData("{}", "is not the state of a study, or is damaged: ")]
        [InlineData("""{"version":2,"name":"sums"}""", "is not the state of a study, or is damaged: ")]
        [InlineData("""{"version":2,"name":"sums","trials":null}""", "is not the state of a study, or is damaged: ")]
        [InlineData("""{"version":2,"name":"sums","trials":{"t0":"abc"}}""", "is not the state of a study, or is damaged: ")]
        [InlineData(
            """{"version":1,"name":"sums","fingerprint":"0"}""",
            "is the state of a study in layout 1, but this version reads layout 2. Delete the folder to begin anew, or use the version that wrote it.")]
        public async Task Should_Refuse_A_Header_That_It_Cannot_Read(string header, string message)
        {
            string path = Path.Combine(folder, "study.json");
            File.WriteAllText(path, header);
            StudyException exception = await Assert.ThrowsAsync<StudyException>(() => Runner(new SumTrial(), 1, folder).RunAsync(Study(1)));
            Assert.StartsWith($"'{path}' {message}", exception.Message, StringComparison.Ordinal);
        }

        [Fact]
        public async Task Should_Tell_Of_Starts_Steps_And_Ends()
        {
            List<StudyProgress> told = [];
            await Runner(new SumTrial(), 1).RunAsync(Study(2, steps: 1), new Listener(told.Add));
            Assert.Equal(
                ["0 done, 1 running, 1 queued", "t0 1/1", "1 done, 0 running, 1 queued", "1 done, 1 running, 0 queued", "t1 1/1", "2 done, 0 running, 0 queued"],
                told.Select(now => now.Latest is { } step ? $"{step.Key} {step.Completed}/{step.Total}" : $"{now.Done} done, {now.Running} running, {now.Queued} queued"));
        }
    }

    private sealed class Listener(Action<StudyProgress> tell) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value) => tell(value);
    }
}
