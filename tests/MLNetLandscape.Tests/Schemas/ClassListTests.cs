using MLNetLandscape.Schemas;

namespace MLNetLandscape.Tests.Schemas;

public sealed class ClassListTests
{
    [Fact]
    public void A_difference_shortens_long_lists_and_names_the_first_key_that_differs() => Assert.Equal(
        "has the classes [c0, c1, c2, c3, c4, c5, c6, c7, ... 12 more] instead of [c0, c1, c2, c3, c4, c5, c6, c7, ... 12 more]: its key 20 is 'c19' instead of 'last'",
        ClassList.Difference(Numbered("c19"), Numbered("last")));

    [Fact]
    public void Counts_alone_differ_where_keys_have_no_values() =>
        Assert.Equal("has 3 classes instead of 4 classes", ClassList.Difference(new ClassList(3, []), new ClassList(4, [])));

    [Fact]
    public void Names_that_one_list_lacks_are_not_compared()
    {
        Assert.Null(ClassList.Difference(Numbered("c19"), new ClassList(20, [])));
        Assert.Null(ClassList.Difference(new ClassList(20, []), Numbered("c19")));
    }

    private static ClassList Numbered(string last) => new(20, [.. Enumerable.Range(0, 19).Select(k => $"c{k}"), last]);
}
