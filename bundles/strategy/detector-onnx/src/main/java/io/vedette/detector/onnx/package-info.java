/** Objects and faces by ONNX Runtime on the CPU: one detector per task, several families of models. */
package io.vedette.detector.onnx;
