package io.vedette.detector.cuda;

/**
 * A GPU of this machine. Immutable.
 *
 * @param number by which CUDA knows it, from 0
 * @param name such as {@code NVIDIA GeForce RTX 3060}
 * @param memoryMb its whole memory, in MiB
 */
record Gpu(int number, String name, long memoryMb) {

    @Override
    public String toString() {
        return "GPU " + number + " (" + name + ")";
    }
}
