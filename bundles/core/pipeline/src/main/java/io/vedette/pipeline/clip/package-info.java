/** Short films of what a camera saw, cut from its ring of packets. */
package io.vedette.pipeline.clip;
