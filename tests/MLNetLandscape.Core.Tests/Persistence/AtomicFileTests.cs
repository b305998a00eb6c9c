using MLNetLandscape.Core.Persistence;

namespace MLNetLandscape.Core.Tests.Persistence;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("landscape-atomic").FullName;

    private string Target => Path.Combine(folder, "target.txt");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Creates_and_replaces()
    {
        AtomicFile.WriteText(Target, "one");
        AtomicFile.WriteText(Target, "zwölf");
        Assert.Equal("zwölf", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(folder));
    }

    [Fact]
    public void Keeps_the_old_content_and_leaves_no_partial_file_where_writing_fails()
    {
        AtomicFile.WriteText(Target, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(Target, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Of_several_writers_at_once_one_leaves_its_whole_content_and_none_a_partial_file()
    {
        const int Writers = 8, Rounds = 5, Length = 300_000;
        for (int round = 0; round < Rounds; round++)
        {
            using Barrier start = new(Writers);
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    AtomicFile.Write(Target, stream => Array.ForEach(new byte[Length], _ => stream.WriteByte((byte)writer)));
                },
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
            byte[] content = await File.ReadAllBytesAsync(Target);
            Assert.Equal(Length, content.Length);
            Assert.Single(content.Distinct());
            Assert.Equal([Target], Directory.GetFiles(folder));
        }
    }

    [Fact]
    public void A_writing_within_a_writing_of_the_same_file_harms_neither()
    {
        AtomicFile.Write(Target, stream =>
        {
            stream.WriteByte((byte)'o');
            AtomicFile.WriteText(Target, "inner");
            Assert.Equal("inner", File.ReadAllText(Target));
            stream.WriteByte((byte)'o');
        });
        Assert.Equal("oo", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(folder));
    }

    [Fact]
    public void Deletes_what_a_killed_writer_left_but_no_file_that_is_young_or_open_or_of_another_name()
    {
        string abandoned = Leave("incoming-1.landscape-partial", TimeSpan.FromMinutes(61)), young = Leave("incoming-2.landscape-partial", TimeSpan.FromMinutes(59));
        string open = Leave("incoming-3.landscape-partial", TimeSpan.FromDays(2)), other = Leave("incoming-4.partial", TimeSpan.FromDays(2));
        using (new FileStream(open, FileMode.Open, FileAccess.Write, FileShare.None))
        {
            AtomicFile.WriteText(Target, "text");
            Assert.Equal(new[] { young, open, other, Target }.Order(StringComparer.Ordinal), Directory.GetFiles(folder).Order(StringComparer.Ordinal));
        }

        AtomicFile.WriteText(Target, "text");
        Assert.False(File.Exists(open));
        Assert.False(File.Exists(abandoned));

        string Leave(string name, TimeSpan age)
        {
            string path = Path.Combine(folder, name);
            File.WriteAllText(path, "part");
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow - age);
            return path;
        }
    }

    [Fact]
    public void Says_that_the_folder_does_not_exist()
    {
        string path = Path.Combine(folder, "missing", "model");
        IOException exception = Assert.Throws<IOException>(() => AtomicFile.WriteText(path, ""));
        Assert.Equal($"Cannot write '{path}': the folder '{Path.Combine(folder, "missing")}' does not exist. Create it first.", exception.Message);
    }

    [Fact]
    public void Says_that_the_path_is_a_folder()
    {
        Directory.CreateDirectory(Target);
        IOException exception = Assert.Throws<IOException>(() => AtomicFile.WriteText(Target, ""));
        Assert.Equal($"Cannot write '{Target}': it is a folder. Name a file in it.", exception.Message);
        Assert.Equal([Target], Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void Says_that_a_file_stands_where_a_folder_should()
    {
        AtomicFile.WriteText(Target, "file");
        string path = Path.Combine(Target, "model");
        IOException exception = Assert.Throws<IOException>(() => AtomicFile.WriteText(path, ""));
        Assert.StartsWith($"Cannot write '{path}': ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_read_only_folder()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("Needs an ordinary user on Unix: nothing is read-only for root.");
            return;
        }

        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            IOException exception = Assert.Throws<IOException>(() => AtomicFile.WriteText(Target, ""));
            Assert.StartsWith($"Cannot write '{Target}': ", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void Follows_a_symbolic_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Symbolic links need privileges on Windows.");
        AtomicFile.WriteText(Target, "old");
        string link = Path.Combine(folder, "link");
        File.CreateSymbolicLink(link, Target);
        AtomicFile.WriteText(link, "new");
        Assert.Equal("new", File.ReadAllText(Target));
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void Says_that_there_is_no_room()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/full is a Linux device.");
        IOException exception = Assert.Throws<IOException>(() => AtomicFile.WriteText("/dev/full", "text"));
        Assert.Equal(
            "Cannot write '/dev/full': No space left on device : '/dev/full'. Choose a place that you may write to and that has room.",
            exception.Message);
    }

    [Fact]
    public void Writes_to_a_device_without_replacing_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "/dev/null is a Unix device.");
        AtomicFile.WriteText("/dev/null", "gone");
        Assert.Empty(File.ReadAllText("/dev/null"));
    }
}
