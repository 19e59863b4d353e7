/** Pictures that outlive the decoder's call, and the one place where pixels are scaled and converted. */
package io.vedette.media.picture;
