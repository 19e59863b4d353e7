/** One hub per camera: reads its packets, puts them on one time line, keeps the latest, lets readers follow. */
package io.vedette.media.hub;
