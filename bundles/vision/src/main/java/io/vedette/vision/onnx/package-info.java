/** Models in ONNX Runtime, on whatever execution provider; whoever copies it brings the runtime. */
package io.vedette.vision.onnx;
