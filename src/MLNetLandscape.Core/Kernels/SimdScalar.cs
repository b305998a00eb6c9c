namespace MLNetLandscape.Core.Kernels;

/// <summary>A vector of one lane: it turns a kernel's source into its scalar form. A mask is one or zero.</summary>
/// <typeparam name="T">Any binary floating-point type.</typeparam>
internal readonly unsafe struct SimdScalar<T> : ISimd<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Lanes => 1;

    public static int Registers => 16;

    public static T Zero => T.Zero;

    public static T Broadcast(T value) => value;

    public static T Load(T* source) => *source;

    public static void Store(T* target, T value) => *target = value;

    public static T MaskOfFirst(int count) => Mask(count > 0);

    public static T LoadMasked(T* source, T mask) => mask != T.Zero ? *source : T.Zero;

    public static void StoreMasked(T* target, T mask, T value)
    {
        if (mask != T.Zero)
        {
            *target = value;
        }
    }

    public static T MultiplyAdd(T a, T b, T c) => T.FusedMultiplyAdd(a, b, c);

    public static T Add(T a, T b) => a + b;

    public static T Subtract(T a, T b) => a - b;

    public static T Multiply(T a, T b) => a * b;

    public static T Divide(T a, T b) => a / b;

    public static T SquareRoot(T a) => T.Sqrt(a);

    public static T GreaterThan(T a, T b) => Mask(a > b);

    public static T IsNaN(T a) => Mask(T.IsNaN(a));

    public static T Or(T a, T b) => Mask(a != T.Zero || b != T.Zero);

    public static T Select(T mask, T a, T b) => mask != T.Zero ? a : b;

    public static T Sum(T a) => a;

    public static T AreEqual(T a, T b) => Mask(a == b);

    public static T LoadBytes(byte* source) => T.CreateTruncating(*source);

    public static void StoreBytes(byte* target, T value) => *target = byte.CreateTruncating(value);

    private static T Mask(bool set) => set ? T.One : T.Zero;
}
