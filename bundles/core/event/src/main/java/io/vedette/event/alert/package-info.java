/** Which events are worth somebody's attention, and whose. */
package io.vedette.event.alert;
