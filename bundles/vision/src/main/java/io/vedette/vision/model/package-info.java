/** Which network a detector serves with, what it is shown, and how its outputs are read, whatever runtime it runs in. */
package io.vedette.vision.model;
