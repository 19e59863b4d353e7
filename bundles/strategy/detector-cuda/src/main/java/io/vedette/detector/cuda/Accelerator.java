package io.vedette.detector.cuda;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import java.util.List;
import java.util.Optional;

/**
 * A way to run a model on a GPU: an execution provider of ONNX Runtime. Immutable.
 *
 * @param name as the settings call it
 * @param provider the file of the runtime that it needs, or nothing
 * @param loadedLater libraries that it loads when it needs them, besides those that its file names
 * @param adding how it is added to a session
 */
record Accelerator(String name, Optional<String> provider, List<String> loadedLater, Adding adding) {

    static final Accelerator CUDA = new Accelerator(
            "cuda",
            Optional.of("libonnxruntime_providers_cuda.so"),
            List.of("libcudnn.so.9"),
            (options, share) -> addCuda(options, share, share.memoryMb()));

    static final Accelerator TENSORRT = new Accelerator(
            "tensorrt",
            Optional.of("libonnxruntime_providers_tensorrt.so"),
            List.of("libcuda.so.1"),
            Accelerator::addTensorRt);

    private static final long MB = 1024L * 1024;

    /** Adds it to a session. */
    @FunctionalInterface
    interface Adding {
        void addTo(SessionOptions options, Share share) throws OrtException;
    }

    /**
     * What a session gets of a GPU. Immutable.
     *
     * @param gpu its number
     * @param memoryMb the most memory
     * @param fp16 whether TensorRT may compute with half the precision
     * @param engines the folder for the engines of this model on this GPU, or empty where none are kept
     */
    record Share(int gpu, int memoryMb, boolean fp16, String engines) {}

    @Override
    public String toString() {
        return name;
    }

    private static void addCuda(SessionOptions options, Share share, long memoryMb) throws OrtException {
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(share.gpu())) {
            cuda.add("gpu_mem_limit", String.valueOf(memoryMb * MB));
            // Otherwise its pool doubles with each growth, and meets the limit early.
            cuda.add("arena_extend_strategy", "kSameAsRequested");
            // An exhaustive search for the fastest convolution takes memory outside the limit.
            cuda.add("cudnn_conv_algo_search", "HEURISTIC");
            options.addCUDA(cuda);
        }
    }

    /** What TensorRT cannot run goes to CUDA; half of the memory each. */
    private static void addTensorRt(SessionOptions options, Share share) throws OrtException {
        long half = share.memoryMb() / 2;
        try (OrtTensorRTProviderOptions tensorRt = new OrtTensorRTProviderOptions(share.gpu())) {
            tensorRt.add("trt_max_workspace_size", String.valueOf(half * MB));
            tensorRt.add("trt_fp16_enable", share.fp16() ? "1" : "0");
            if (!share.engines().isEmpty()) {
                tensorRt.add("trt_engine_cache_enable", "1");
                tensorRt.add("trt_engine_cache_path", share.engines());
            }
            options.addTensorrt(tensorRt);
        }
        addCuda(options, share, half);
    }
}
