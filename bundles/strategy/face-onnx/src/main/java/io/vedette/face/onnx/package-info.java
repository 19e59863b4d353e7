/** Faces by ONNX Runtime on the CPU: where they are, how much they are worth, and an embedding of those that are worth it. */
package io.vedette.face.onnx;
