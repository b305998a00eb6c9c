namespace MLNetLandscape.Core.Kernels;

/// <summary>The heights of register tiles.</summary>
internal static class TileRows
{
    public readonly struct One : ITileRows
    {
        public static int Count => 1;
    }

    public readonly struct Two : ITileRows
    {
        public static int Count => 2;
    }

    public readonly struct Three : ITileRows
    {
        public static int Count => 3;
    }

    public readonly struct Four : ITileRows
    {
        public static int Count => 4;
    }

    public readonly struct Five : ITileRows
    {
        public static int Count => 5;
    }

    public readonly struct Six : ITileRows
    {
        public static int Count => 6;
    }

    public readonly struct Seven : ITileRows
    {
        public static int Count => 7;
    }

    public readonly struct Eight : ITileRows
    {
        public static int Count => 8;
    }

    public readonly struct Nine : ITileRows
    {
        public static int Count => 9;
    }

    public readonly struct Ten : ITileRows
    {
        public static int Count => 10;
    }

    public readonly struct Eleven : ITileRows
    {
        public static int Count => 11;
    }

    public readonly struct Twelve : ITileRows
    {
        public static int Count => 12;
    }
}
