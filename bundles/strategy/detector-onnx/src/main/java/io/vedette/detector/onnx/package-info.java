/** Objects, and faces where somebody asks, by ONNX Runtime on the CPU: several families of models. */
package io.vedette.detector.onnx;
