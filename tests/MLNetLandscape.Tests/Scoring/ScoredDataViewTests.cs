using MLNetLandscape.Scoring;
using MLNetLandscape.Tests.Contract;
using MLNetLandscape.Trainers;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Tests.Scoring;

/// <summary>A cursor that scores ahead of its reader must still show every column of the row that it stands at.</summary>
public sealed class ScoredDataViewTests
{
    private const int RowCount = 700;

    private readonly MLContext context = new(1);
    private readonly IDataView data;
    private readonly BinaryNetworkTransformer transformer;

    public ScoredDataViewTests()
    {
        data = ContractData.View(context, ContractData.Rows(RowCount), "Flag");
        transformer = context.Landscape().BinaryNetwork(new BinaryNetworkOptions { HiddenLayers = [4], NumberOfEpochs = 2, Seed = 1 }).Fit(data);
    }

    [Fact]
    public void Keeps_rows_together_with_their_scores_in_a_shuffled_reading()
    {
        Dictionary<string, float> expected = Read(transformer.Transform(data), null).ToDictionary(row => row.Id, row => row.Score);
        List<(string Id, float Score, float First)> shuffled = Read(transformer.Transform(context.Data.Cache(data)), new Random(4));
        Assert.Equal(RowCount, shuffled.Count);
        Assert.NotEqual(expected.Keys, shuffled.Select(row => row.Id));
        Assert.All(shuffled, row => Assert.Equal(expected[row.Id], row.Score));
    }

    [Fact]
    public void Keeps_rows_together_where_each_reading_has_another_order()
    {
        Dictionary<string, float> expected = Read(transformer.Transform(data), null).ToDictionary(row => row.Id, row => row.Score);
        Assert.All(Read(transformer.Transform(context.Data.ShuffleRows(data)), null), row => Assert.Equal(expected[row.Id], row.Score));
    }

    [Fact]
    public void Buffers_vectors_and_row_ids()
    {
        float[][] features = [.. data.GetColumn<float[]>("Features")];
        List<(string Id, float Score, float First)> rows = Read(transformer.Transform(data), null);
        Assert.Equal(features.Select(row => row[0]), rows.Select(row => row.First));
        Assert.Equal(Ids(data), Ids(transformer.Transform(data)));
    }

    [Fact]
    public void Several_cursors_deliver_every_row_once()
    {
        IDataView scored = transformer.Transform(data);
        List<float> all = [];
        foreach (DataViewRowCursor cursor in scored.GetRowCursorSet([scored.Schema["Score"]], 3))
        {
            using (cursor)
            {
                ValueGetter<float> getter = cursor.GetGetter<float>(scored.Schema["Score"]);
                float score = 0;
                while (cursor.MoveNext())
                {
                    getter(ref score);
                    all.Add(score);
                }
            }
        }

        Assert.Equal(scored.GetColumn<float>("Score").Order(), all.Order());
    }

    [Fact]
    public void A_reading_without_scores_scores_nothing()
    {
        IDataView scored = transformer.Transform(data);
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["Id"]]);
        Assert.False(cursor.IsColumnActive(scored.Schema["Score"]));
        Assert.False(cursor.IsColumnActive(scored.Schema["Features"]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<float>(scored.Schema["Score"]));
        Assert.Equal(RowCount, scored.GetColumn<string>("Id").Count());
        Assert.Equal(data.GetRowCount(), scored.GetRowCount());
    }

    [Fact]
    public void A_scorer_after_a_scorer_hides_its_columns_and_takes_the_next_set()
    {
        IDataView twice = transformer.Transform(transformer.Transform(data));
        uint id = 0;
        twice.Schema["Score"].Annotations.GetValue("ScoreColumnSetId", ref id);
        Assert.Equal(2u, id);
        Assert.Equal(2, twice.Schema.Count(column => column.Name == "Score"));
        Assert.Equal(twice.GetColumn<float>("Score"), transformer.Transform(data).GetColumn<float>("Score"));
    }

    [Fact]
    public void A_scorer_that_cannot_be_made_leaves_no_cursor_open()
    {
        CountedView view = new(data);
        ScoreSchema schema = new(view.Schema, view.Schema["Features"], transformer.Model.Scoring.CreateColumns);
        int made = 0;
        ScoredDataView scored = new(view, schema, rows => ++made < 3 ? new RowScorer(transformer.Model, rows) : throw new InvalidOperationException("no third"));
        Assert.Throws<InvalidOperationException>(() => scored.GetRowCursorSet([scored.Schema["Score"]], 4));
        Assert.Equal((4, 0), (view.Opened, view.Open));
        Assert.Throws<InvalidOperationException>(() => scored.GetRowCursor([scored.Schema["Score"]]));
        Assert.Equal((5, 0), (view.Opened, view.Open));
    }

    [Fact]
    public void Features_that_cannot_be_read_leave_neither_a_cursor_open_nor_a_scorer_behind()
    {
        CountedView view = new(data);
        ScoreSchema schema = new(view.Schema, view.Schema["Weight"], transformer.Model.Scoring.CreateColumns);
        int made = 0;
        ScoredDataView scored = new(view, schema, _ => throw new InvalidOperationException($"scorer {++made}"));
        Assert.Throws<InvalidOperationException>(() => scored.GetRowCursor([scored.Schema["Score"]]));
        Assert.Equal((1, 0, 0), (view.Opened, view.Open, made));
    }

    private static List<DataViewRowId> Ids(IDataView view)
    {
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema.Where(column => column.Name is "Score" or "Features"));
        ValueGetter<DataViewRowId> getter = cursor.GetIdGetter();
        List<DataViewRowId> ids = [];
        DataViewRowId id = default;
        while (cursor.MoveNext())
        {
            getter(ref id);
            ids.Add(id);
        }

        return ids;
    }

    private static List<(string Id, float Score, float First)> Read(IDataView view, Random? random)
    {
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema, random);
        ValueGetter<ReadOnlyMemory<char>> idGetter = cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["Id"]);
        ValueGetter<float> scoreGetter = cursor.GetGetter<float>(view.Schema["Score"]);
        ValueGetter<VBuffer<float>> featureGetter = cursor.GetGetter<VBuffer<float>>(view.Schema["Features"]);
        List<(string, float, float)> rows = [];
        ReadOnlyMemory<char> id = default;
        float score = 0;
        VBuffer<float> features = default;
        while (cursor.MoveNext())
        {
            idGetter(ref id);
            scoreGetter(ref score);
            featureGetter(ref features);
            rows.Add((id.ToString(), score, features.GetItemOrDefault(0)));
        }

        return rows;
    }
}
