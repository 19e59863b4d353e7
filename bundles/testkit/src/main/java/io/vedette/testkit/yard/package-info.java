/** Drawn scenes with labels: a yard, its weather, and who comes by, encoded by the machine's ffmpeg. */
package io.vedette.testkit.yard;
