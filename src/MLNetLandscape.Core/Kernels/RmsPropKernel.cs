using System.Runtime.CompilerServices;

namespace MLNetLandscape.Core.Kernels;

/// <summary>One step of RMSprop over a range of parameters, with momentum or without, in one pass.</summary>
/// <remarks>
/// s = alpha s + (1 - alpha) g^2; u = mu u + g / (sqrt(s) + epsilon); p = p - lr u.
/// Source: Tieleman and Hinton, Coursera lecture 6.5, 2012, in PyTorch's form: epsilon outside the root, momentum before the learning rate.
/// </remarks>
internal static unsafe class RmsPropKernel
{
    /// <summary>Updates parameters, squares and, where momentum is used, the velocity in place.</summary>
    /// <param name="parameters">p.</param>
    /// <param name="gradients">g.</param>
    /// <param name="squares">s, zero at the start.</param>
    /// <param name="velocity">u, zero at the start; empty for no momentum.</param>
    /// <param name="learningRate">lr.</param>
    /// <param name="alpha">The decay of the squares.</param>
    /// <param name="epsilon">Added to the root.</param>
    /// <param name="momentum">mu; ignored without a velocity.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void Update<T>(
        Span<T> parameters,
        ReadOnlySpan<T> gradients,
        Span<T> squares,
        Span<T> velocity,
        double learningRate,
        double alpha,
        double epsilon,
        double momentum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Update(parameters, gradients, squares, velocity, learningRate, alpha, epsilon, momentum, InstructionSets.Best<T>());

    internal static void Update<T>(
        Span<T> parameters,
        ReadOnlySpan<T> gradients,
        Span<T> squares,
        Span<T> velocity,
        double learningRate,
        double alpha,
        double epsilon,
        double momentum,
        InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        KernelGuard.Same(gradients.Length, parameters.Length, nameof(gradients));
        KernelGuard.Same(squares.Length, parameters.Length, nameof(squares));
        Coefficients<T> c = new(
            T.CreateChecked(-learningRate), T.CreateChecked(alpha), T.CreateChecked(1 - alpha), T.CreateChecked(epsilon), T.CreateChecked(momentum));
        fixed (T* p = parameters, g = gradients, s = squares, u = velocity)
        {
            if (velocity.IsEmpty)
            {
                ElementwiseLoop.Run<T, Step<T>>(new Step<T>(p, g, s, c), parameters.Length, set);
            }
            else
            {
                KernelGuard.Same(velocity.Length, parameters.Length, nameof(velocity));
                ElementwiseLoop.Run<T, MomentumStep<T>>(new MomentumStep<T>(p, g, s, u, c), parameters.Length, set);
            }
        }
    }

    private readonly record struct Coefficients<T>(T MinusLearningRate, T Alpha, T OneMinusAlpha, T Epsilon, T Momentum);

    private readonly struct Step<T>(T* parameters, T* gradients, T* squares, Coefficients<T> c) : IElementwise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector, TAccess>(nint index, TAccess access)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
            where TAccess : struct, ILaneAccess<TVector, T>
        {
            TVector g = access.Load(gradients + index);
            TVector s = TSimd.Multiply(TSimd.Broadcast(c.Alpha), access.Load(squares + index));
            s = TSimd.MultiplyAdd(TSimd.Multiply(TSimd.Broadcast(c.OneMinusAlpha), g), g, s);
            s = Underflow.Flush<TSimd, TVector, T>(s);
            TVector scaled = TSimd.Divide(g, TSimd.Add(TSimd.SquareRoot(s), TSimd.Broadcast(c.Epsilon)));
            access.Store(squares + index, s);
            access.Store(parameters + index, TSimd.MultiplyAdd(TSimd.Broadcast(c.MinusLearningRate), scaled, access.Load(parameters + index)));
        }
    }

    private readonly struct MomentumStep<T>(T* parameters, T* gradients, T* squares, T* velocity, Coefficients<T> c) : IElementwise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector, TAccess>(nint index, TAccess access)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
            where TAccess : struct, ILaneAccess<TVector, T>
        {
            TVector g = access.Load(gradients + index);
            TVector s = TSimd.Multiply(TSimd.Broadcast(c.Alpha), access.Load(squares + index));
            s = TSimd.MultiplyAdd(TSimd.Multiply(TSimd.Broadcast(c.OneMinusAlpha), g), g, s);
            s = Underflow.Flush<TSimd, TVector, T>(s);
            TVector scaled = TSimd.Divide(g, TSimd.Add(TSimd.SquareRoot(s), TSimd.Broadcast(c.Epsilon)));
            TVector u = Underflow.Flush<TSimd, TVector, T>(TSimd.MultiplyAdd(TSimd.Broadcast(c.Momentum), access.Load(velocity + index), scaled));
            access.Store(squares + index, s);
            access.Store(velocity + index, u);
            access.Store(parameters + index, TSimd.MultiplyAdd(TSimd.Broadcast(c.MinusLearningRate), u, access.Load(parameters + index)));
        }
    }
}
