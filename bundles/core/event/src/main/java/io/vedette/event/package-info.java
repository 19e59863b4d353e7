/** The life of objects in front of cameras: begun, updated and ended on the lane, logged and delivered behind it. */
package io.vedette.event;
