using System.Runtime.CompilerServices;

namespace MLNetLandscape.Core.Kernels;

/// <summary>One step of gradient descent over a range of parameters, plain, with momentum or Nesterov's, in one pass.</summary>
/// <remarks>
/// Plain: p = p - lr g. Momentum: u = mu u + g; p = p - lr u. Nesterov: u = mu u + g; p = p - lr (g + mu u).
/// Source: Sutskever, Martens, Dahl, Hinton, ICML 2013, in PyTorch's form, where the learning rate stands outside the velocity.
/// </remarks>
internal static unsafe class SgdKernel
{
    /// <summary>p = p - lr g.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, T learningRate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Update(parameters, gradients, learningRate, InstructionSets.Best<T>());

    /// <summary>A step with momentum; the velocity starts at zero.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> velocity, T learningRate, T momentum, bool nesterov)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Update(parameters, gradients, velocity, learningRate, momentum, nesterov, InstructionSets.Best<T>());

    internal static void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, T learningRate, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        KernelGuard.Same(gradients.Length, parameters.Length, nameof(gradients));
        fixed (T* p = parameters, g = gradients)
        {
            ElementwiseLoop.Run<T, PlainStep<T>>(new PlainStep<T>(p, g, learningRate), parameters.Length, set);
        }
    }

    internal static void Update<T>(
        Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> velocity, T learningRate, T momentum, bool nesterov, InstructionSet set)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        KernelGuard.Same(gradients.Length, parameters.Length, nameof(gradients));
        KernelGuard.Same(velocity.Length, parameters.Length, nameof(velocity));
        fixed (T* p = parameters, g = gradients, u = velocity)
        {
            ElementwiseLoop.Run<T, MomentumStep<T>>(new MomentumStep<T>(p, g, u, learningRate, momentum, nesterov), parameters.Length, set);
        }
    }

    private readonly struct PlainStep<T>(T* parameters, T* gradients, T learningRate) : IElementwise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector, TAccess>(nint index, TAccess access)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
            where TAccess : struct, ILaneAccess<TVector, T>
        {
            TVector p = access.Load(parameters + index);
            access.Store(parameters + index, TSimd.MultiplyAdd(TSimd.Broadcast(-learningRate), access.Load(gradients + index), p));
        }
    }

    private readonly struct MomentumStep<T>(T* parameters, T* gradients, T* velocity, T learningRate, T momentum, bool nesterov) : IElementwise<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TSimd, TVector, TAccess>(nint index, TAccess access)
            where TSimd : ISimd<TVector, T>
            where TVector : unmanaged
            where TAccess : struct, ILaneAccess<TVector, T>
        {
            TVector mu = TSimd.Broadcast(momentum);
            TVector g = access.Load(gradients + index);
            TVector u = Underflow.Flush<TSimd, TVector, T>(TSimd.MultiplyAdd(mu, access.Load(velocity + index), g));
            TVector step = nesterov ? TSimd.MultiplyAdd(mu, u, g) : u;
            access.Store(velocity + index, u);
            access.Store(parameters + index, TSimd.MultiplyAdd(TSimd.Broadcast(-learningRate), step, access.Load(parameters + index)));
        }
    }
}
