/** Objects by TensorFlow Lite: on a Coral EdgeTPU where one is there, else by XNNPACK on the CPU. */
package io.vedette.detector.edgetpu;
