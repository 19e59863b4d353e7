/** Objects by ONNX Runtime on NVIDIA GPUs, with a runtime of its own beside the CPU's. */
package io.vedette.detector.cuda;
